/** Each figure's twin table has every series that the figure can draw: held on the recording. */
import { expect, test } from 'vitest';
import { withVersion1 } from '../../../src/console/version-1';
import { decodeExperiment } from '../../../src/experiment/run-file';
import { shownRun } from '../../../src/experiment/shown';
import { METHOD_PAIRS } from '../../../src/lab/readers/between';
import { EIA } from '../../../src/lab/report/eia-columns';
import { COLUMNS } from '../../../src/lab/report/columns';
import { conclusion } from '../../../src/lab/report/conclusion';
import { report } from '../../../src/lab/report/report';
import { eiaTwin } from '../../../src/ui/behaviour/eia-twin';
import { summaryRows } from '../../../src/ui/dots/summary-rows';
import { aurocTwin } from '../../../src/ui/layers/auroc-twin';
import { BESIDE_ENTRIES } from '../../../src/ui/layers/beside-entries';
import { methodTwin } from '../../../src/ui/layers/method-twin';
import { RECORDING } from '../../recording';

const recorded = decodeExperiment(RECORDING, 'run.json');
const [only] = recorded.analyses as [(typeof recorded.analyses)[number]];
const { set } = recorded.sets[0]!;
const scale = recorded.directions.find(({ id }) => id === only.directions)!.scale!;
const { layers } = recorded.directions[0]!;
const made = report({ layers, contrast: set.pairs, rated: set.scored, scores: only.scores, ...scale }, { resamples: 50 });
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
  // The intervals of words and length, and how many pairs each situation that was left out has.
  const named = (name: string) => series[columns.findIndex((one) => one.name === name)]?.[0];
  const { words, length } = made;
  expect([named('bag of words, low'), named('bag of words, high')]).toEqual(words && 'low' in words && [words.low, words.high]);
  expect([named('length alone, low'), named('length alone, high')]).toEqual([length!.low, length!.high]);
  expect(columns.map(({ name }) => name).filter((name) => name.startsWith('left out: '))).toEqual(
    only.evidence!.groups.map(({ group, pairs }) => `left out: ${group} (${pairs} pairs)`),
  );
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

test('what the page says of scores and ratings at one block is there for every block', () => {
  const { columns, rows } = eiaTwin(made.eia!);
  const table = rows();
  expect(table).toHaveLength(layers);
  const at = (name: string, layer: number) => table[layer]![columns.findIndex((one) => one.name === name)];
  for (const column of EIA) for (const layer of [0, 17]) expect(at(COLUMNS[column].name, layer)).toBe(made.eia!.table[column][layer]);
  const [zeros] = made.eia!.ratings;
  expect(at('n', 3)).toBe(set.scored.length);
  expect(at('rated 0, below the midpoint', 3)! + at('rated 0, above the midpoint', 3)!).toBe(zeros);
  expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
});

test('cosines between methods are there for every block', () => {
  const methods = METHOD_PAIRS.map(([a, b], i) => ({ a, b, cosine: Array.from({ length: layers }, (_, layer) => layer / 100 + i) }));
  const { columns, rows } = methodTwin(methods);
  expect(columns.map(({ name }) => name)).toContain('LDA and logistic regression');
  expect(columns).toHaveLength(7);
  expect(rows()).toHaveLength(layers);
  expect(rows()[21]!.slice(1)).toEqual(methods.map(({ cosine }) => cosine[21]));
});
