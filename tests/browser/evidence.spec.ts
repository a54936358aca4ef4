/**
 * How far to believe a direction, on the page: the interval or its absence, the verdict in two places from one call, answers cut at their
 * limit.
 */
import { readFileSync } from 'node:fs';
import { hashScenarioSet, parseScenarioSet } from '../../src/formats/scenario-set';
import { expect, openLab, test } from './fixtures';

test('the recording: an interval, the words’ difference, and one verdict in both places', async ({ page }) => {
  await openLab(page);
  const report = await page.evaluate(() => {
    const { table, words, pairs } = lab.experiment().run!.report;
    return { pairs, words, at15: Object.fromEntries(Object.entries(table).map(([column, values]) => [column, values[15]!])) };
  });
  expect(report.pairs).toBe(10);
  const chart = page.getByTestId('auroc-chart');
  await expect(chart.locator('.interval .band path')).toHaveAttribute('d', /^M[\d .L]+Z$/);
  await expect(page.getByTestId('auroc-chart').getByTestId('unbounded')).toHaveCount(0);
  await expect(page.getByTestId('layer-numbers')).toContainText(
    `95 % interval ${report.at15.aurocLow!.toFixed(3)} to ${report.at15.aurocHigh!.toFixed(3)}`,
  );
  await expect(page.getByTestId('layer-numbers')).toContainText(`${Math.round(report.at15.pairsRight! * 100)} %`);
  await expect(page.getByTestId('words-control')).toContainText('over it on the same pairs');

  const verdict = page.getByTestId('verdict');
  // Directions learnt from shuffled labels reach as far here: the weaker verdict.
  await expect(verdict).toHaveAttribute('data-kind', 'wide');
  await expect(verdict).toContainText('Chance reaches as far');
  await expect(page.getByTestId('conclusion')).toContainText('Words may do as well');
  await page.getByRole('button', { name: 'Only block 15' }).click();
  const sentence = (await verdict.innerText()).replace('Block 15. ', '');
  await expect(page.getByTestId('trust')).toContainText(sentence);
  await expect(page.getByTestId('completion-cut').first()).toHaveText('Cut off at its limit of 64 tokens.');
  await expect(page.getByTestId('coherence-verdict').first()).toHaveText('reads like language');
});

test('under ten pairs the chart is hatched, and the table says what is missing', async ({ page }) => {
  await openLab(page);
  // The recording without its last test pair.
  const shipped = parseScenarioSet(readFileSync('public/scenarios/empathy.json', 'utf8'), 'empathy.json');
  const gone = shipped.pairs.findLastIndex(({ split }) => split === 'test');
  const set = { ...shipped, pairs: shipped.pairs.filter((_, i) => i !== gone) };
  await page.evaluate(
    async ({ known, gone }) => {
      const experiment = lab.experiment();
      const without = <T>(list: readonly T[]): T[] => list.filter((_, i) => i !== gone);
      // Without figures of its own: those of ten pairs would be refused.
      const none = { auroc: [], accuracy: [], accuracyMedian: [], separation: [] };
      await lab.open({
        ...experiment,
        sets: [known],
        readings: experiment.readings.map((one) => ({
          ...one,
          name: null,
          set: known.hash,
          texts: one.texts.filter((_, i) => i !== 2 * gone && i !== 2 * gone + 1),
        })),
        analyses: experiment.analyses.map((one) => ({
          ...one,
          scores: { ...one.scores, positive: one.scores.positive.map(without), negative: one.scores.negative.map(without) },
          made: { ...one.made, computed: one.made.computed - 2, of: one.made.of - 2 },
          evidence: null,
          report: { ...one.report, pairs: 9, texts: undefined, table: none as never },
        })),
      });
    },
    { known: { hash: await hashScenarioSet(set), set }, gone },
  );
  await expect(page.getByTestId('auroc-chart').getByTestId('unbounded')).toBeVisible();
  await expect(page.locator('#layers .interval')).toHaveCount(0);
  await expect(page.locator('#layers')).toContainText('no interval from fewer than 10 test pairs');
  for (const id of ['verdict', 'trust'])
    await expect(page.getByTestId(id)).toContainText('Too few pairs to say: there are 9 test pairs, and it takes 10.');
  await page.locator('#layers .twin summary').first().click();
  const row = page.locator('#layers .twin table').first().locator('tbody tr').nth(15);
  await expect(row.locator('th')).toHaveText('15');
  await expect(row.locator('td').nth(1)).toHaveText('–');
  await expect(row.locator('td').nth(1)).toHaveAttribute('title', /fewer than ten test pairs/);
  await expect(row.locator('td').first()).toHaveText(await page.evaluate(() => lab.experiment().run!.report.table.auroc[15]!.toFixed(3)));
});
