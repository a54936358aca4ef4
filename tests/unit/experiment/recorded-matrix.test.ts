/** The matrix that comes with the page: over every set that comes with it, made by the model and in the way of the recorded runs. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { remeasure } from '../../../src/experiment/remeasure';
import { decodeExperiment } from '../../../src/experiment/run-file';
import { SHIPPED_SETS } from '../../../src/experiment/shipped';
import { itemsOf } from '../../../src/lab/contrast';
import { planTexts } from '../../../src/experiment/text-plan';
import { trainTestsOf } from '../../../src/experiment/train-test';
import { hashScenarioSet, parseScenarioSet } from '../../../src/formats/scenario-set';
import { MORE, RECORDING } from '../../recording';

const opened = (json: string) => remeasure(decodeExperiment(json, 'run.json'));
const [run, more] = [await opened(RECORDING), await opened(MORE)];
const shipped = SHIPPED_SETS.map(({ id }) => parseScenarioSet(readFileSync(`public/scenarios/${id}.json`, 'utf8'), id));

test('one matrix is recorded, by the model and in the way of the run that the page opens with', () => {
  expect(more.matrices).toHaveLength(1);
  const shown = run.analyses.find(({ id }) => id === run.view.analysis)!;
  const { model, how } = run.readings.find(({ id }) => id === shown.reading)!;
  expect(trainTestsOf(more, { model, how, ...shown.spec })).toEqual(more.matrices);
  expect(more.matrices[0]!.model).toEqual(model);
});

test('it names every shipped set with the texts that are shipped, and counts their pairs', async () => {
  const { sets, train, test } = more.matrices[0]!;
  expect(sets.map(({ name }) => name)).toEqual(SHIPPED_SETS.map(({ name }) => name));
  expect(sets.map(({ hash }) => hash)).toEqual(await Promise.all(shipped.map(hashScenarioSet)));
  const counts = (split: string) => shipped.map((set) => itemsOf(planTexts(set).contrast).filter((pair) => pair.split === split).length);
  expect([train, test]).toEqual([counts('train'), counts('test')]);
});

test('on its diagonal stands what the recorded run of each set has', () => {
  const { sets, method, pooling, auroc } = more.matrices[0]!;
  const recorded = [run, more].flatMap(({ analyses, readings }) =>
    analyses
      .filter(({ spec }) => spec.method === method && spec.pooling === pooling)
      .map(({ reading, report }) => ({ set: readings.find(({ id }) => id === reading)!.set, report })),
  );
  for (const [k, { hash, name }] of sets.entries()) {
    const { report } = recorded.find(({ set }) => set === hash)!;
    expect(
      auroc.map((rows) => rows[k]![k]),
      name,
    ).toEqual([...report.table.auroc]);
  }
});
