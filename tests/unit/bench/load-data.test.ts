/** What the bench of load puts on a page is what the lab takes, or it would measure refusals. */
import { expect, test } from 'vitest';
import { shownAnswers, shownRun } from '../../../src/experiment/shown';
import { previewOf } from '../../../src/experiment/import/preview';
import { partText } from '../../recording';
import { bigRun, bigSet, bigTable, classFile, playedByModel } from '../../bench/load-data.mjs';
import { fakePage } from '../app/ports';

const SIZES = { pairs: 40, scored: 60, tokens: 700, answers: 2 };
const file = (name: string, value: unknown): File => new File([JSON.stringify(value)], name);

test('a set, a run over it with long answers, and files of a class open', async () => {
  const { app } = fakePage();
  const set = await app.openScenarioSet(file('many.json', bigSet(SIZES)));
  expect([set.pairs.length, set.scored.length]).toEqual([40, 60]);
  await app.openExperiment(file('run.json', bigRun(SIZES)));
  const { experiment } = app.store.getState();
  const run = shownRun(experiment)!;
  expect(run.reading.texts).toHaveLength(140);
  expect(run.report.pairs).toBe(20);
  expect(shownAnswers(experiment)!.texts.map(({ tokens, ends }) => [tokens.length, ends.length])).toEqual([
    [700, 700],
    [700, 700],
  ]);
  await app.openClass([1, 2].map((n) => file(`pupil-${n}.json`, classFile(n))));
  expect(app.store.getState().classFiles).toMatchObject([{ row: { raters: 1 } }, { row: { raters: 1 } }]);
});

test('the table is pairs, every row of which can be taken', () => {
  const files = [{ name: 'table.csv', text: bigTable(20) }];
  expect(previewOf({ files, choice: null, inUse: null })).toMatchObject({
    layout: { id: 'pairs' },
    counts: { rows: 20, usable: 20 },
    refused: null,
  });
});

test('games that dice played are a model’s, each without and with a push', () => {
  const run = JSON.parse(partText('empathy')) as Parameters<typeof playedByModel>[0];
  const steps = [{ action: 'wait' }];
  const { plays } = playedByModel({ ...run, plays: [{ id: 'play-1', player: 'dice', steps }, { id: 'play-2', player: 'model', steps }] }); // prettier-ignore
  expect(plays.map(({ id }) => id)).toEqual(['play-1-0', 'play-1-3']);
  expect(plays[1]).toMatchObject({ player: 'model', edits: [{ amount: 3 }], steps: [{ action: 'wait', policy: { wait: 1 } }] });
});
