/** Each figure's twin table has every series that the figure can draw: held on the recording. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withVersion1 } from '../../../src/console/version-1';
import { decodeExperiment } from '../../../src/experiment/run-file';
import { shownRun } from '../../../src/experiment/shown';
import { conclusion } from '../../../src/lab/report/conclusion';
import { report } from '../../../src/lab/report/report';
import { summaryRows } from '../../../src/ui/dots/summary-rows';
import { aurocTwin } from '../../../src/ui/layers/auroc-twin';
import { BESIDE_ENTRIES } from '../../../src/ui/layers/beside-entries';

const recorded = decodeExperiment(readFileSync('public/demo/run.json', 'utf8'), 'run.json');
const [only] = recorded.analyses as [(typeof recorded.analyses)[number]];
const { set } = recorded.sets[0]!;
const scale = recorded.directions.find(({ id }) => id === only.directions)!.scale!;
const { layers } = recorded.directions[0]!;
const made = report({ layers, pairs: set.pairs, rated: set.scored, scores: only.scores, ...scale }, { resamples: 50 });
const run = shownRun({ ...recorded, analyses: [{ ...only, report: made }], view: { ...recorded.view, analysis: only.id } })!;

test('what the evidence means is in the shown run of lab.experiment(), as the page says it', () => {
  const { run: shown } = withVersion1({
    ...recorded,
    analyses: [{ ...only, report: made }],
    view: { ...recorded.view, analysis: only.id },
  });
  expect(shown!.conclusion).toEqual(conclusion(made, only.evidence!));
  expect(shown!.conclusion!.sentences.length).toBeGreaterThan(1);
});

test('all that can be drawn beside the AUROC curve is a column of its twin', () => {
  const { columns, rows } = aurocTwin(run);
  const table = rows();
  const series = columns.map((_, column) => table.map((row) => row[column]!));
  const has = (values: readonly number[]): boolean => series.some((one) => one.every((value, i) => Object.is(value, values[i])));
  let drawn = 0;
  for (const { id, draw } of BESIDE_ENTRIES)
    for (const one of draw(run)) {
      const lines =
        one.kind === 'band' ? [one.low, one.high] : one.kind === 'line' ? [one.values] : [Array<number>(table.length).fill(one.value)];
      for (const line of lines) {
        drawn++;
        expect(has(line), id).toBe(true);
      }
    }
  expect(drawn).toBeGreaterThan(10);
  expect(columns.map(({ name }) => name).filter((name) => name.startsWith('left out: '))).toHaveLength(5);
  expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
});

test('rows of dots have their means and the midpoint there, where they are drawn', () => {
  const rows = [
    { key: 'a', label: 'EIA 2', dots: [], mean: 1.5 },
    { key: 'b', label: 'EIA 1', dots: [], mean: null },
  ];
  const directions = { ...run.directions, midpoint: [0.25, NaN] };
  expect(summaryRows({ directions }, 0, rows)).toEqual([
    [{ text: 'mean of the row' }, { text: 'EIA 2' }, 1.5],
    [{ text: 'midpoint of the training texts' }, { text: '' }, 0.25],
  ]);
  expect(summaryRows({ directions }, 1, rows)).toHaveLength(1);
});
