/** The set in use goes home from where it is shown: its file, its table, and pairs where it has some. */
import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { parseScenarioSet, type ScenarioSet } from '../../../src/formats/scenario-set';
import { countRows, SetTable } from '../../../src/ui/contrast/SetTable';
import { TakeSet } from '../../../src/ui/contrast/TakeSet';

const paired = parseScenarioSet(readFileSync('public/scenarios/empathy.json', 'utf8'), 'empathy.json');
const lone: ScenarioSet = {
  ...paired,
  pairs: [],
  texts: paired.pairs.map(({ id, scenario, split, positive }, i) => ({
    ...{ id, scenario, split, text: positive, label: i % 3 === 0 ? ('negative' as const) : ('positive' as const) },
  })),
};
const offers = (set: ScenarioSet): string[] =>
  [...renderToStaticMarkup(<TakeSet set={set} />).matchAll(/data-testid="take-(\w+)"/g)].map(([, what]) => what!);

test('as a file, as labelled statements, and its pairs where there are pairs', () => {
  expect(offers(paired)).toEqual(['setFile', 'pairsFile', 'statementsFile']);
  expect(offers(lone)).toEqual(['setFile', 'statementsFile']);
});

test('the count of its texts is a table that goes home as CSV, both classes counted', () => {
  expect(renderToStaticMarkup(<SetTable set={paired} />)).toContain('Download as CSV');
  const [first] = paired.scenarios;
  const train = paired.pairs.filter(({ scenario, split }) => scenario === first!.id && split === 'train').length;
  expect(countRows(paired)[0]!.slice(0, 2)).toEqual([{ text: first!.title }, { text: String(train) }]);
  expect(countRows(lone)[0]![1]).toEqual({ text: expect.stringMatching(/^\d+ \+ \d+$/) as string });
});
