/** Edits along directions of another model of the same shape are refused, with both models named. */
import { expect, test } from 'vitest';
import { expectOfModel } from '../../../src/experiment/fitting';
import type { Experiment } from '../../../src/experiment/experiment';
import { decodeExperiment } from '../../../src/experiment/run-file';
import { partText } from '../../recording';

test('an edit along directions that were found in another model', () => {
  const run = decodeExperiment(partText('empathy'), 'empathy');
  const { id, name } = run.directions[0]!;
  const model = run.readings[0]!.model;
  const edit = { op: 'ablate', directions: id, band: [3, 4], amount: 0, unit: 'raw', when: 'all' } as const;
  const experiment = { ...run, view: { ...run.view, edits: [edit] } } as unknown as Experiment;
  expect(() => expectOfModel(experiment, model)).not.toThrow();
  const other = { ...model, id: 'a-sibling', graphHash: 'another' };
  expect(() => expectOfModel(experiment, other)).toThrow(
    `Edit 1 is along directions of ${model.id} (“${name}”), the loaded model is a-sibling.`,
  );
  // Directions of a file say nothing of their model: the shape alone is held against it.
  const brought = { ...experiment, directions: [{ ...run.directions[0]!, origin: { file: 'v.json', sha256: 'x' } }] };
  expect(() => expectOfModel(brought, other)).not.toThrow();
  expect(() => expectOfModel({ ...experiment, view: { ...experiment.view, edits: [] } }, other)).not.toThrow();
});
