/** Many games: what is drawn and said of a run file that has some, their table, and playing them with a model, stopped and gone on with. */
import AxeBuilder from '@axe-core/playwright';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { RECORDING } from '../recording';
import { expect, openLab, test, unfold, withoutRecordedGames } from './fixtures';
import { begin } from '../../src/play/state';
import { step } from '../../src/play/step';
import { madeUpGames } from './made-up-games';
import { openSmall, readSmall } from './small-set';

interface RunFile {
  readonly readings: readonly { readonly model: Parameters<typeof madeUpGames>[0]['model'] }[];
  readonly directions: readonly Parameters<typeof madeUpGames>[0]['directions'][];
}
const run = JSON.parse(RECORDING) as RunFile;
const made = madeUpGames({
  ...{ directions: run.directions[0]!, model: run.readings[0]!.model, alphas: [-3, 3], seeds: 4, draws: 20 },
  lean: (alpha) => alpha - 3,
});
const file = { name: 'games.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify({ ...run, ...made })) };

async function openGames(page: Page): Promise<void> {
  await openLab(page);
  await page.getByTestId('open-run').setInputFiles(file);
  await page.waitForFunction((n) => lab.experiment().plays.length === n, made.plays.length);
  await page.getByTestId('play-many-fold').scrollIntoViewIfNeeded();
}

/** axe finds nothing in these places, by their selectors. */
async function expectClean(page: Page, ...places: readonly string[]): Promise<void> {
  const { violations } = await places.reduce((axe, place) => axe.include(place), new AxeBuilder({ page })).analyze();
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
}

test('a run file with games is drawn: scores, actions, decisions, and a verdict that names its numbers', async ({ page }, testInfo) => {
  test.slow();
  await openGames(page);
  const fold = page.getByTestId('play-many-fold');
  const verdict = page.getByTestId('games-verdict');
  await expect(verdict).toHaveAttribute('data-kind', 'moves');
  await expect(verdict).toContainText(
    /A push of 3 raises scores \(D = \+\d\.\d\d \[\+\d\.\d\d, \+\d\.\d\d\]\), and none of 20 random directions/,
  );
  await expect(verdict).toContainText('Whether asking');
  await expect(verdict).toContainText('Intervals draw whole situations (5 of them)');
  const scores = page.getByTestId('scores-chart');
  await expect(scores).toHaveAttribute('data-points', '3');
  await expect(scores.locator('.interval')).not.toHaveAttribute('d', '');
  await expect(scores.locator('.random')).not.toHaveAttribute('d', '');
  await expect(scores.locator('.asked')).toHaveCount(1);
  // The table has the numbers of the picture: D is the difference of the means.
  const figure = page.locator('figure', { has: scores });
  await unfold(figure.locator('.twin'));
  await expect(figure.locator('.twin tbody tr').first()).toBeVisible();
  const cells = async (row: number): Promise<number[]> =>
    (await figure.locator('.twin tbody tr').nth(row).locator('td').allTextContents()).map((text) => Number(text.replace('−', '-')));
  const [low, none, high] = await Promise.all([0, 1, 2].map(cells));
  expect([low![3], none![3], high![3]]).toEqual([20, 20, 20]);
  expect(high![4]).toBeCloseTo(high![0]! - none![0]!, 1);
  expect(high![0]).toBeGreaterThan(none![0]!);
  await figure.getByRole('radio', { name: 'how likely helping was' }).check({ force: true });
  await expect(scores).toHaveAttribute('data-measure', 'helping');
  // No push, two strengths, random directions of their size, and asking.
  await expect(page.getByTestId('actions-chart')).toHaveAttribute('data-rows', '5');
  await expect(page.getByTestId('decisions-verdict')).toHaveAttribute('data-kind', /predicts|unnamed/);
  await expect(page.getByTestId('decisions-verdict')).toContainText(/Tokens of the prompt alone: r = .* number of the step alone/);
  expect(Number(await page.getByTestId('decisions-chart').getAttribute('data-decisions'))).toBeGreaterThan(20);
  const [svg] = await Promise.all([page.waitForEvent('download'), figure.getByTestId('take-svg').click()]);
  expect(readFileSync(await svg.path(), 'utf8')).toContain('How likely helping was in a step');
  await expectClean(page, '#fold-play-many', '#fold-play-table');
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 360]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await fold.screenshot({ path: testInfo.outputPath(`games-${width}-${colorScheme}.png`) });
      await page.getByTestId('play-table-fold').screenshot({ path: testInfo.outputPath(`table-${width}-${colorScheme}.png`) });
    }
});

test('game by game as the benchmark lists them, with totals; every step goes home as CSV', async ({ page }) => {
  await openGames(page);
  const table = page.getByTestId('bench-table').locator('.twin').first();
  // Three pushes, five games each and a total; controls are none of it.
  await expect(table.locator('tbody tr')).toHaveCount(18);
  const [total] = await table.locator('tbody tr', { hasText: 'total' }).all();
  await expect(total!).toContainText('of 10, over 5 situations');
  await expect(page.getByTestId('bench-table')).toContainText('in the benchmark a language model reads the log and judges');
  const steps = page.getByTestId('all-steps');
  await unfold(steps.locator('.twin'));
  const [csv] = await Promise.all([page.waitForEvent('download'), steps.getByRole('button', { name: /CSV/ }).click()]);
  const lines = readFileSync(await csv.path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(lines.length).toBe(1 + made.plays.reduce((sum, one) => sum + one.steps.length, 0));
  expect(lines[0]).toContain('projection before, block');
});

test('variants and free text stand each for itself: figures of one at a time, and all of them in one table', async ({ page }, testInfo) => {
  test.slow();
  const few = { directions: run.directions[0]!, model: run.readings[0]!.model, alphas: [3], seeds: 2, draws: 0 };
  const child = madeUpGames({ ...few, lean: (alpha) => 4 + alpha, variant: 'child', named: 'child' }).plays.filter(
    ({ control }) => !control,
  );
  const left = made.plays.filter(({ seed, control, edits }) => seed <= 2 && !control && edits[0]!.amount >= 0);
  // What it writes is no action, at every step.
  const none = { action: null, policy: null, mass: null, read: null, wrote: 'I wait.' };
  const free = left.map((play, i) => {
    const { game } = made.games.find(({ id }) => id === play.game)!;
    let state = begin(game, play.seed);
    const steps: (typeof none)[] = [];
    while (state.ended === null) {
      steps.push(none);
      state = step(game, state, null);
    }
    return { ...play, id: `free-${i}`, player: 'free', steps };
  });
  const plays = [...left, ...child, ...free];
  await openLab(page);
  const buffer = Buffer.from(JSON.stringify({ ...run, games: made.games, plays }));
  await page.getByTestId('open-run').setInputFiles({ ...file, buffer });
  await page.waitForFunction((n) => lab.experiment().plays.length === n, plays.length);
  const fold = page.getByTestId('play-many-fold');
  await fold.scrollIntoViewIfNeeded();
  const group = page.getByTestId('games-group');
  await expect(group).toHaveAttribute('data-groups', '3');
  const select = group.getByLabel('Shown are the games');
  await expect(select.locator('option')).toHaveText(['as they are', 'a child as the other', 'as they are, in free text']);
  await unfold(group.locator('.twin'));
  await expect(group.locator('.twin tbody tr')).toHaveCount(6);
  const means = await group.locator('.twin tbody tr td:nth-of-type(3)').allTextContents();
  const scores = page.getByTestId('scores-chart');
  const table = page.locator('figure', { has: scores }).locator('.twin');
  await unfold(table);
  // The picture of each group has the numbers of its own rows.
  for (const [i, name] of (['as they are', 'a child as the other', 'as they are, in free text'] as const).entries()) {
    await select.selectOption(name);
    await expect(table.locator('tbody tr td:nth-of-type(1)')).toHaveText(means.slice(2 * i, 2 * i + 2));
  }
  await expect(group.locator('.twin tbody tr').last()).toContainText('100');
  // What was likely is not known of free text.
  await expect(page.locator('figure', { has: scores }).getByRole('radio', { name: 'how likely helping was' })).toHaveCount(0);
  await expect(scores).toHaveAttribute('data-points', '2');
  await expect(fold).not.toContainText('NaN');
  await expect(page.getByTestId('variants-chosen').getByRole('checkbox')).toHaveCount(5);
  await expectClean(page, '#fold-play-many');
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 360]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await fold.screenshot({ path: testInfo.outputPath(`groups-${width}-${colorScheme}.png`) });
    }
});

test('a model plays some of it, is stopped, and goes on; what it takes is said before', async ({ page }) => {
  test.setTimeout(480_000);
  await withoutRecordedGames(page);
  await openLab(page);
  await expect(page.getByTestId('many-missing')).toContainText('load one first');
  await page.evaluate(() => lab.load('smollm2-135m-instruct'));
  const fold = page.getByTestId('play-many-fold');
  await fold.scrollIntoViewIfNeeded();
  for (const name of ['Food delivery', 'The listener', 'The maze', 'The protector']) await fold.getByLabel(name).uncheck();
  await fold.getByLabel('shuffled labels, another concept, just asking').uncheck();
  await fold.getByLabel('Each so often').fill('1');
  await fold.getByLabel('Each so often').blur();
  await fold.getByTestId('play-strengths').fill('3');
  const estimate = page.getByTestId('many-estimate');
  await expect(estimate).toHaveAttribute('data-games', '2');
  await expect(estimate).toContainText('2 games of at most 12 steps together');
  await page.getByTestId('play-many').click();
  await page.waitForFunction(() => lab.experiment().plays.some(({ steps }) => steps.length > 0));
  await page.getByTestId('stop-many').click();
  await expect(page.getByTestId('many-note')).toContainText('Stopped.');
  await expect(estimate).toContainText(/at most \d+ s/);
  await page.getByTestId('play-many').click();
  await expect(estimate).toContainText('All of this was played before.', { timeout: 300_000 });
  expect(await page.evaluate(() => lab.experiment().plays.length)).toBe(2);
  await expect(page.getByTestId('games-verdict')).toHaveAttribute('data-kind', 'few');
});

test('a model plays many games in a variant and in free text, chosen before a reload and kept over it', async ({ page }, testInfo) => {
  test.slow();
  await withoutRecordedGames(page);
  await openLab(page);
  const fold = page.getByTestId('play-many-fold');
  await fold.scrollIntoViewIfNeeded();
  for (const name of ['Food delivery', 'The duel', 'The listener', 'The maze', 'The protector']) await fold.getByLabel(name).uncheck();
  await fold.getByLabel('a child as the other').check();
  await fold.getByLabel('in free text').check({ force: true });
  await fold.getByLabel('shuffled labels, another concept, just asking').uncheck();
  await fold.getByLabel('Each so often').fill('1');
  await fold.getByLabel('Each so often').blur();
  await fold.getByTestId('play-strengths').fill('3');
  const chosen = { without: 5, variants: [null, 'child'], free: true, controls: false, times: 1, strengths: [3] };
  const asked = () =>
    page.evaluate(() => {
      const { without, variants, free, controls, times, strengths } = lab.experiment().view.playing;
      return { without: without.length, variants, free, controls, times, strengths };
    });
  expect(await asked()).toEqual(chosen);
  // The address follows a little later.
  await expect.poll(() => page.url()).toContain('playVariants=._child&playFree=true&playTimes=1&playAlphas=3&playControls=false');
  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  expect(await asked()).toEqual(chosen);
  await openSmall(page);
  await readSmall(page);
  await fold.scrollIntoViewIfNeeded();
  await expect(fold.getByLabel('The duel')).not.toBeChecked();
  await expect(fold.getByLabel('a child as the other')).toBeChecked();
  await expect(fold.getByLabel('in free text')).toBeChecked();
  // The context of the tiny model ends at 512 tokens.
  const duel = JSON.parse(readFileSync('public/games/the-duel.json', 'utf8')) as { lines: object[]; rules: object[] };
  const short = {
    ...duel,
    ...{ id: 'short-duel', name: 'A short duel', role: 'You play against U.', steps: 3, lines: duel.lines.slice(0, 2) },
    rules: duel.rules.map((rule) => ({ ...rule, says: ['No.'] })),
    variants: [{ id: 'child', name: 'A child', role: 'You play against U, a child.' }],
  };
  const buffer = Buffer.from(JSON.stringify(short));
  await page.getByTestId('game-file').setInputFiles({ name: 'own.json', mimeType: 'application/json', buffer });
  await expect(fold.getByLabel('A short duel')).toBeChecked();
  const estimate = page.getByTestId('many-estimate');
  await expect(estimate).toContainText('4 games of at most 12 steps together');
  await page.getByTestId('play-many').click();
  await expect(estimate).toContainText('All of this was played before.', { timeout: 60_000 });
  const played = await page.evaluate(() => lab.experiment().plays.map(({ player, variant, steps }) => [player, variant, steps.length]));
  expect(played).toHaveLength(4);
  expect(played.every(([player, , steps]) => player === 'free' && steps === 3)).toBe(true);
  expect(played.filter(([, variant]) => variant === 'child')).toHaveLength(2);
  // With letters of the menu nothing of it was played yet.
  await fold.getByLabel('with a letter of the menu').check({ force: true });
  await expect(estimate).toContainText('4 games of at most 12 steps together');
  await page.getByTestId('play-many').click();
  await expect(estimate).toContainText('All of this was played before.', { timeout: 60_000 });
  const group = page.getByTestId('games-group');
  await expect(group.getByLabel('Shown are the games').locator('option')).toHaveText([
    ...['as they are', 'a child as the other', 'as they are, in free text', 'a child as the other, in free text'],
  ]);
  await group.getByLabel('Shown are the games').selectOption('a child as the other, in free text');
  await unfold(group.locator('.twin'));
  await expect(group.locator('.twin tbody tr')).toHaveCount(8);
  await expect(page.getByTestId('games-verdict')).toContainText('100.0 % without a push, 100.0 % under a push of 3. Scores over many such');
  await expect(page.getByTestId('games-verdict')).toHaveAttribute('data-kind', 'few');
  await expect(fold).not.toContainText('NaN');
  await expectClean(page, '#fold-play-many');
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 360]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await page.locator('#play').screenshot({ path: testInfo.outputPath(`played-${width}-${colorScheme}.png`) });
    }
});
