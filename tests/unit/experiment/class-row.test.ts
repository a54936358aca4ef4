/** A row of a class's table: whether what was rated was rated blind, of one rater, too. */
import { beforeAll, expect, test } from 'vitest';
import { classRow } from '../../../src/experiment/class-row';
import type { Experiment } from '../../../src/experiment/experiment';
import { merged } from '../../../src/experiment/merge';
import { decodePart } from '../../../src/experiment/recorded-part';
import { remeasure } from '../../../src/experiment/remeasure';
import { decodeExperiment } from '../../../src/experiment/run-file';
import { partText } from '../../recording';

let experiment: Experiment;
beforeAll(async () => {
  const run = await remeasure(decodeExperiment(partText('empathy'), 'run.json'));
  const part = 'empathy.answers.food-delivery-prompt';
  experiment = merged(run, await remeasure(decodePart(partText(part), part, run)));
});

const rated = (...blind: boolean[]): Experiment => ({
  ...experiment,
  ratings: blind.map((one, i) => ({
    ...{
      of: experiment.answers[i]!.id,
      by: 'Ada',
      source: 'person' as const,
      blind: one,
      score: 1 as const,
      at: '2026-11-29T00:00:00.000Z',
    },
  })),
});

test.each([
  [[true, true], true],
  [[true, false], false],
  [[false], false],
])('one rater, blind or not by answer: %j', (blind, said) => expect(classRow(rated(...blind))).toMatchObject({ raters: 1, blind: said }));

test('the effect is of the strength with the most prompts; one answer under a stronger push takes nothing from it', () => {
  const row = classRow(experiment)!;
  expect(row.prompts).toBe(1);
  const own = experiment.answers.filter(({ control }) => !control);
  const asked = (of: (typeof own)[number], id: string, amount: number | null, prompt: string) => ({
    ...of,
    id,
    messages: [{ role: 'user' as const, content: prompt }],
    edits: amount === null ? [] : of.edits.map((edit) => ({ ...edit, amount })),
  });
  const at = (alpha: number) => own.find(({ edits }) => (edits[0]?.amount ?? 0) === alpha)!;
  const second = [asked(at(0), 'second-0', null, 'Another prompt'), asked(at(3), 'second-3', 3, 'Another prompt')];
  const third = [asked(at(0), 'third-0', null, 'A third prompt'), asked(at(3), 'third-9', 9, 'A third prompt')];
  const more = classRow({ ...experiment, answers: [...experiment.answers, ...second] })!;
  expect([more.alpha, more.prompts]).toEqual([3, 2]);
  expect(classRow({ ...experiment, answers: [...experiment.answers, ...second, ...third] })).toEqual(more);
});
