/** A sweep over prompts and strengths: asked of a tiny model, filled in, drawn, stopped, gone on with, kept over a reload. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { ScenarioSet } from '../../src/formats/scenario-set';
import { expect, fixture, openLab, test } from './fixtures';

const shipped = JSON.parse(readFileSync(new URL('../../public/scenarios/empathy.json', import.meta.url), 'utf8')) as ScenarioSet;
const some = (split: 'train' | 'test', n: number) => shipped.pairs.filter((pair) => pair.split === split).slice(0, n);
const small: ScenarioSet = {
  ...shipped,
  id: 'small',
  name: 'A small set',
  pairs: [...some('train', 3), ...some('test', 2)],
  scored: [],
  prompts: shipped.prompts.slice(0, 2),
};

/** The tiny model has read the small set; answers have eight tokens. */
async function ready(page: Page): Promise<void> {
  await openLab(page, 'device=wasm');
  await page
    .getByTestId('scenario-file')
    .setInputFiles({ name: 'small.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(small)) });
  await page.getByTestId('load-folder').setInputFiles(fileURLToPath(fixture('tiny-llama-builder')));
  await expect(page.getByTestId('storage-note')).toContainText('was loaded', { timeout: 60_000 });
  await page.getByTestId('run-button').click();
  await expect(page.getByTestId('run-note')).toContainText('Read 10 texts', { timeout: 60_000 });
  await field(page, 'Tokens at most', 8);
}
async function field(page: Page, label: string, value: number): Promise<void> {
  const one = page.locator('#steer').getByLabel(label, { exact: true });
  await one.fill(String(value));
  await one.press('Enter');
}
const sweep = (page: Page) => page.getByTestId('sweep');
const kept = (page: Page) => page.evaluate(() => ({ answers: lab.experiment().answers, damages: lab.experiment().damages }));

test('without a model the fold says what is missing', async ({ page }) => {
  await openLab(page);
  await expect(page.getByTestId('sweep-missing')).toContainText('load a model first');
  // The recording's own answers are a sweep over one prompt.
  await expect(page.getByTestId('sweep-grid').getByRole('button')).not.toHaveCount(0);
});

test('two prompts, three strengths, two samples and controls: grid, chart by four doses, damage, answers; a reload brings them back', async ({
  page,
}, testInfo) => {
  await ready(page);
  await field(page, 'Temperature', 0.8);
  await page.getByTestId('sweep-strengths').fill('−3, 0, 3');
  await field(page, 'Samples', 2);
  await sweep(page).getByRole('radio', { name: '5', exact: true }).check();
  // 2 prompts × 2 samples × (3 strengths + 2 asked + 2 shuffled + 5 random), and damage on the first sample.
  const estimate = page.getByTestId('sweep-estimate');
  await expect(estimate).toHaveAttribute('data-answers', '48');
  await expect(estimate).toHaveAttribute('data-readings', '18');
  await page.getByTestId('ask-sweep').click();
  await expect(estimate).toHaveAttribute('data-answers', '0', { timeout: 120_000 });
  await expect(estimate).toHaveText('All of this was asked before.');
  const { answers, damages: all } = await kept(page);
  const own = answers.filter(({ model }) => model.id.includes('tiny'));
  const damages = all.filter(({ answer }) => own.some(({ id }) => id === answer));
  expect([own.length, damages.length]).toEqual([48, 18]);
  // Two prompts under ±3: four pushes, by both criteria, beside a vector that does nothing and random directions.
  const success = page.getByTestId('sweep-success');
  await expect(success).toContainText('4 pushes of a prompt with an effect');
  await expect(success.getByRole('row', { name: /^… pushes away from it (?!\(strict)/ })).toContainText('100 %');
  await expect(success.getByRole('row', { name: /^strict/ }).getByRole('cell')).toHaveText([/%$/, '0 %', /%$/]);
  // Two prompts are too few for more.
  await expect(page.getByTestId('sweep-verdict')).toHaveAttribute('data-kind', 'few');
  await expect(page.getByTestId('sweep-verdict')).toContainText('Too few prompts to say anything: 2 have an effect, and it takes 3.');
  await expect(sweep(page).locator('.figure').first()).toContainText('measured live');
  for (const { kl } of damages) for (const value of kl) expect(value).toBeGreaterThanOrEqual(0);

  await expect(page.getByTestId('sweep-grid').getByRole('button')).toHaveCount(6);
  const chart = page.getByTestId('dose-chart');
  await expect(chart).toHaveAttribute('data-strengths', '2');
  await expect(chart.locator('path.mean')).toHaveAttribute('d', /^M.*L.*L/);
  await expect(chart.locator('path.random')).toHaveAttribute('d', /Z$/);
  await expect(chart.locator('path.interval')).toHaveAttribute('d', /Z$/);
  await expect(chart.locator('line.asked')).toHaveCount(2);
  for (const axis of ['residual norm', 'raw', 'damage', 'separations']) {
    await sweep(page).locator('.figure').getByRole('radio', { name: axis, exact: true }).check();
    await expect(chart.locator('path.mean')).toHaveAttribute('d', /^M.*L.*L/);
  }

  // A cell is the mean over samples of what its answers say, less what the unpushed ones say.
  const cell = page.getByTestId('sweep-grid').getByRole('row').nth(1).locator('button[data-alpha="3"]');
  // The block in view may be a larger model's.
  const last = own[0]!.reads!.unsteered!.length - 1;
  const layer = Math.min(await page.evaluate(() => lab.experiment().view.layer), last);
  const said = (amount: number, seed: number): number =>
    own.find(
      (one) => !one.control && one.edits[0]!.amount === amount && one.seed === seed && one.messages[0]!.content === small.prompts[0]!.text,
    )!.reads!.unsteered![layer]!;
  const seeds = [...new Set(own.map(({ seed }) => seed))];
  expect(seeds).toHaveLength(2);
  const mean = seeds.reduce((sum, seed) => sum + said(3, seed) - said(0, seed), 0) / 2;
  await expect(cell).toHaveAccessibleName(/α = 3: effect over 2 samples [−+]\d/);
  expect(Number((await cell.locator('.numbers').first().textContent())!.replace('−', '-'))).toBeCloseTo(mean, 1);
  await cell.click();
  await expect(page.getByTestId('cell-answers').getByTestId('completion')).toHaveCount(2);
  await page.getByTestId('sweep-answers').locator('summary').click();
  await expect(page.getByTestId('sweep-answers').getByRole('row')).toHaveCount(1 + 48);
  await page.getByTestId('sweep-answers').locator('summary').click();

  // Where damage reached its limit the slider ends; where it did not, a small sweep takes nothing away from it.
  const suggested = page.getByTestId('suggested-range');
  const ends = await suggested.evaluate(({ dataset }) => ({ up: Number(dataset['up']), reached: Number(dataset['reached']) }));
  expect(ends.up).toBeGreaterThan(0);
  expect(ends.up).toBeLessThanOrEqual(3);
  const max = Number(await page.getByTestId('alpha-slider').getAttribute('max'));
  if (ends.reached < 2) {
    await expect(suggested).toContainText('No limit found up to');
    expect(max).toBe(6);
  } else expect(max).toBeLessThanOrEqual(3.1);
  await page.screenshot({ path: testInfo.outputPath('sweep.png'), fullPage: true });

  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  await expect(page.getByTestId('provenance')).toContainText('kept in this browser');
  expect(await kept(page)).toEqual({ answers, damages: all });
  await expect(page.getByTestId('sweep-shown')).toHaveAttribute('data-cells', '48');
  // What was asked stands in the fields again, and the figure says where its answers are from.
  await expect(page.getByTestId('sweep-strengths')).toHaveValue('−3, 0, 3');
  await expect(sweep(page).getByRole('radio', { name: '5', exact: true })).toBeChecked();
  expect(page.url()).toContain('sweepAlphas=-3_0_3&samples=2&sweepRandom=5');
  await expect(sweep(page).locator('.figure').first()).toContainText('kept in a browser');
});

test('a stop keeps what was finished, and asking again goes on from there', async ({ page }) => {
  await ready(page);
  await field(page, 'Tokens at most', 200);
  await sweep(page).getByRole('checkbox', { name: 'shuffled labels, just asking' }).uncheck();
  await page.getByTestId('sweep-own').fill('What now?\n\nAnd then?');
  await page.getByTestId('sweep-strengths').fill('1, 2, 3');
  await expect(page.getByTestId('sweep-estimate')).toHaveAttribute('data-answers', '16');
  await page.getByTestId('ask-sweep').click();
  await expect.poll(async () => Number(await page.getByTestId('sweep-progress').getAttribute('data-done'))).toBeGreaterThan(3);
  await page.getByTestId('stop-sweep').click();
  await expect(page.getByTestId('sweep-note')).toContainText('Stopped');
  const left = Number(await page.getByTestId('sweep-estimate').getAttribute('data-answers'));
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(16);
  await page.getByTestId('ask-sweep').click();
  await expect(page.getByTestId('sweep-estimate')).toHaveAttribute('data-answers', '0', { timeout: 180_000 });
  const { answers } = await kept(page);
  expect(answers.filter(({ model }) => model.id.includes('tiny'))).toHaveLength(16);
});

test('what was just asked is what is shown; an earlier way comes back by its name, and the damage of a sweep is an axis for choices', async ({
  page,
}, testInfo) => {
  await ready(page);
  await sweep(page).getByRole('checkbox', { name: 'shuffled labels, just asking' }).uncheck();
  await page.getByTestId('sweep-own').fill('What now?\n\nAnd then?');
  await page.getByTestId('sweep-strengths').fill('−3, 0, 3');
  const ask = async (cells: string): Promise<void> => {
    await page.getByTestId('ask-sweep').click();
    await expect(page.getByTestId('sweep-shown')).toHaveAttribute('data-cells', cells, { timeout: 120_000 });
  };
  await ask('12');
  const way = sweep(page).getByTestId('way-shown');
  await expect(way).toHaveAttribute('data-ways', '1');
  await expect(way).toContainText('temperature 0, ');
  // Under the same unit and band, but sampled otherwise: before, the first stayed.
  await field(page, 'Temperature', 0.8);
  await page.getByTestId('sweep-strengths').fill('−2, 0, 2');
  await ask('12');
  await expect(way).toHaveAttribute('data-ways', '2');
  await expect(way.getByTestId('way-text')).toContainText('temperature 0.8');
  await expect(page.getByTestId('sweep-grid').locator('button[data-alpha="2"]')).toHaveCount(4);
  const names = await way.locator('option').allTextContents();
  expect(names).toEqual([expect.stringMatching(/temperature 0\.8$/), expect.stringMatching(/temperature 0$/)]);
  await way.getByLabel('Asked in 2 ways; shown is').selectOption({ index: 1 });
  await expect(way.getByTestId('way-text')).toContainText('temperature 0, ');
  await expect(page.getByTestId('sweep-grid').locator('button[data-alpha="3"]')).toHaveCount(4);

  // Where answers move and stay language: a row for all prompts, one for each of the four.
  const bands = page.getByTestId('language-bands').locator('[data-band]');
  await expect(bands).toHaveCount(5);
  const drawn = await bands.evaluateAll((rows) => rows.map((row) => [row.getAttribute('data-band'), row.querySelectorAll('rect').length]));
  for (const [reaches, marks] of drawn) expect(marks).toBe((JSON.parse(reaches as string) as unknown[]).length);
  await page.getByTestId('dose-chart').scrollIntoViewIfNeeded();
  await page.screenshot({ path: testInfo.outputPath('bands.png') });

  await page.getByTestId('choice-strengths').fill('−3, 0, 3');
  const choices = page.locator('#choices');
  await choices.getByRole('checkbox', { name: 'shuffled labels' }).uncheck();
  await choices.getByRole('radio', { name: 'none', exact: true }).check();
  await choices.getByLabel(/^Items, of/).fill('2');
  await choices.getByLabel(/^Items, of/).press('Enter');
  await expect(page.getByTestId('choices-estimate')).toHaveAttribute('data-readings', '6');
  await page.getByTestId('ask-choices').click();
  const chart = page.getByTestId('choices-chart');
  await expect(chart).toHaveAttribute('data-items', '2', { timeout: 120_000 });
  await expect(choices.getByTestId('way-text')).toContainText('α in separations over');
  for (const axis of ['residual norm', 'raw', 'damage']) {
    await choices.getByRole('radio', { name: axis, exact: true }).check();
    await expect(chart.locator('path.mean')).toHaveAttribute('d', /^M.*L.*L/);
  }
  await expect(chart).toHaveAttribute('data-axis', 'damage');
  await choices.getByRole('radio', { name: 'residual norm', exact: true }).check();
  await expect(choices.getByTestId('norm-of')).toContainText('all tokens of a text but the first');
  await chart.scrollIntoViewIfNeeded();
  await page.screenshot({ path: testInfo.outputPath('choices-axis.png') });

  await page.setViewportSize({ width: 360, height: 780 });
  for (const [name, part] of [
    ['ways-360', way],
    ['bands-360', page.getByTestId('dose-chart')],
    ['choices-360', chart],
  ] as const) {
    await part.scrollIntoViewIfNeeded();
    await page.screenshot({ path: testInfo.outputPath(`${name}.png`) });
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test('an edit goes with the sweep and with the choices: said before and after, in every row, and by itself against nothing at all', async ({
  page,
}, testInfo) => {
  await ready(page);
  await page.getByTestId('add-edit').click();
  await expect(sweep(page).getByTestId('edits-beside')).toHaveText(/^The edit of Steer goes with every push, .*taken out over blocks? /);
  await sweep(page).getByTestId('ask-sweep').click();
  await expect(sweep(page).getByTestId('sweep-estimate')).toHaveText('All of this was asked before.', { timeout: 60_000 });
  await expect(sweep(page).getByTestId('way-text')).toContainText('with 1 edit (ablate over block');
  await expect(sweep(page).getByTestId('sweep-edits')).toHaveText(
    /^Without a push, the edits alone move answers by .* over 2 prompts\. They cost .* nats per token\.$/,
  );
  const all = await kept(page);
  const answers = all.answers.filter(({ model }) => model.id.includes('tiny'));
  const damages = all.damages.filter(({ model }) => model.id.includes('tiny'));
  const [edit] = await page.evaluate(() => lab.experiment().view.edits);
  const without = answers.filter(({ edits }) => edits.length === 1);
  expect(without.map(({ edits }) => edits[0]!.amount)).toEqual([0, 0]);
  for (const one of answers.filter(({ edits }) => edits.length > 1)) expect(one.edits.slice(1)).toEqual([edit]);
  expect(damages.some(({ edits }) => edits[0]!.amount === 0)).toBe(true);
  for (const one of damages) expect([one.edits.slice(1), without.some(({ id }) => id === one.answer)]).toEqual([[edit], true]);

  const choices = page.getByTestId('choices-shown');
  await page.getByTestId('ask-choices').click();
  await expect(page.getByTestId('choices-estimate')).toHaveText('All of this was asked before.', { timeout: 120_000 });
  await expect(choices.getByTestId('way-text')).toContainText('with 1 edit (ablate over block');
  await expect(choices.getByTestId('choices-edits')).toHaveText(/^Without a push, the edits alone move choices by .* over 12 items\.$/);
  for (const [name, width, dark] of [
    ['wide', 1280, false],
    ['narrow-dark', 360, true],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    await sweep(page).getByTestId('way-shown').scrollIntoViewIfNeeded();
    await page.screenshot({ path: testInfo.outputPath(`sweep-${name}.png`) });
    await choices.scrollIntoViewIfNeeded();
    await page.screenshot({ path: testInfo.outputPath(`choices-${name}.png`) });
  }
});
