/** Games: played by a person, by a script, by the embedded model with and without the push; two side by side under one scrubber. */
import AxeBuilder from '@axe-core/playwright';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, openLab, test, withoutRecordedGames } from './fixtures';
import { openSmall, readSmall } from './small-set';

const section = (page: Page) => page.locator('#play');
const plays = (page: Page) => page.evaluate(() => lab.experiment().plays);
const [LEFT, RIGHT] = ['game-left', 'game-right'];

/** The section with this game, its file there. */
async function openGame(page: Page, id = 'the-duel'): Promise<void> {
  await section(page).scrollIntoViewIfNeeded();
  await section(page).getByLabel('Game', { exact: true }).selectOption(id);
  await expect(page.getByTestId('play-yourself')).toBeVisible();
}

async function expectClean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include('#play').analyze();
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
}

/** Steps of the first game that this browser has kept. */
const keptSteps = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('eia-lab-session');
        opening.onerror = () => reject(opening.error!);
        opening.onsuccess = () => {
          const reading = opening.result.transaction('session').objectStore('session').get('experiment');
          reading.onsuccess = () => {
            const { experiment } = (reading.result ?? { experiment: '{}' }) as { experiment: Blob | string };
            void new Response(experiment).json().then(({ plays = [] }: { plays?: { steps: unknown[] }[] }) => {
              resolve(plays[0]?.steps.length ?? 0);
            });
          };
          reading.onerror = () => reject(reading.error!);
        };
      }),
  );

test.beforeEach(({ page }) => withoutRecordedGames(page));

test('a person plays a game to its end by keys alone; its score stands with the line that decided it', async ({ page }) => {
  await openLab(page);
  await openGame(page);
  await expect(page.getByTestId('game-note')).toContainText('An opponent writes that he is depressed.');
  await expect(page.getByTestId('no-plays')).toBeVisible();
  await expect(page.getByTestId('play-missing')).toContainText('load one first');
  await expect(page.getByTestId('play-model')).toBeDisabled();
  const person = page.getByTestId('person-plays');
  await page.getByTestId('play-yourself').press('Enter');
  const act = async (action: string, step: number): Promise<void> => {
    await person.locator(`[data-action=${action}]`).press('Enter');
    await expect(person).toHaveAttribute('data-step', String(step));
  };
  await act('ask-how-he-is', 1);
  await expect(person.getByRole('status')).toContainText('U says: “I will not shoot. I never wanted to hurt anybody.”');
  await expect(page.getByTestId('game-score')).toContainText('It goes on');
  for (let step = 2; step < 6; step++) await act('shoot', step);
  // Kept from its first step on.
  expect((await plays(page)).map(({ player, steps }) => [player, steps.length])).toEqual([['person', 5]]);
  await expect.poll(() => keptSteps(page)).toBe(5);
  // After a reload it is there, and gone on with.
  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  await section(page).scrollIntoViewIfNeeded();
  await expect(page.getByTestId(LEFT)).toHaveAttribute('data-step', '5');
  await expect(page.getByTestId('play-yourself')).toHaveText('Go on with your game');
  await page.getByTestId('play-yourself').press('Enter');
  await act('wait', 6);
  await expect(person.getByRole('status')).toContainText('Score 0: spoke kindly, and shot after it.');
  await expect(page.getByTestId(LEFT).getByTestId('game-score')).toHaveText('Score 0: spoke kindly, and shot after it.');
  await expect(page.getByTestId(LEFT).getByTestId('game-numbers')).toContainText('Lives of U1');
  const [one] = await plays(page);
  expect(one).toMatchObject({ player: 'person', model: null, edits: [], seed: 1, variant: null });
  expect(one!.steps.map(({ action }) => action)).toEqual(['ask-how-he-is', 'shoot', 'shoot', 'shoot', 'shoot', 'wait']);
});

test('what cannot be done now says why; a control of the game is another game', async ({ page }) => {
  await openLab(page);
  await openGame(page, 'the-listener');
  await page.getByTestId('play-yourself').click();
  const door = page.getByTestId('person-plays').locator('[data-action=open-door]');
  await expect(door).toBeDisabled();
  await expect(door).toContainText('You have to stand on the door.');
  await expect(page.getByTestId('person-plays').getByRole('img')).toHaveAttribute('aria-label', /D, the door: column 9, row 7/);
  await section(page).getByLabel('Variant').selectOption({ index: 1 });
  await page.locator('[data-player=dice]').click();
  expect((await plays(page)).map(({ player, variant }) => [player, variant === null])).toEqual([['dice', false]]);
});

test('scripts play without a model; the scrubber moves both games by keys; axe finds nothing', async ({ page }, testInfo) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openLab(page);
  await openGame(page, 'the-listener');
  await page.locator('[data-player=task-first]').click();
  await page.locator('[data-player=person-first]').click();
  const [left, right] = [page.getByTestId(LEFT), page.getByTestId(RIGHT)];
  await expect(left.getByTestId('game-score')).toContainText('Score 0');
  await expect(right.getByTestId('game-score')).toContainText('Score 2');
  const scrubber = page.getByTestId('play-scrubber');
  await scrubber.press('Home');
  await expect(left.getByTestId('game-log')).toHaveText('Nothing has happened yet.');
  const where = () => left.locator('[data-cell=A]').getAttribute('transform');
  const start = await where();
  await scrubber.press('ArrowRight');
  await expect(scrubber).toHaveAttribute('aria-valuetext', 'after step 1 of 20');
  await expect(left.getByTestId('game-log')).toContainText('You walk');
  expect(await where()).not.toBe(start);
  await expect(right).toHaveAttribute('data-step', '1');
  await scrubber.press('End');
  // The shorter of the two stands at its end.
  await expect(left.getByTestId('game-log')).toContainText('The end: You leave through the door.');
  await page.getByRole('button', { name: 'One step back' }).click();
  await expect(right).toHaveAttribute('data-step', '19');
  // Where motion is not wanted there are steps by hand alone.
  await expect(page.getByTestId('play-animate')).toHaveCount(0);
  // Another is chosen from those that were played; the same script is not kept twice.
  await page.locator('[data-player=dice]').click();
  await page.locator('[data-player=task-first]').click();
  expect(await plays(page)).toHaveLength(3);
  await expect(right.getByRole('heading')).toHaveText('Game 1: Task first');
  await left.getByLabel('Left').selectOption({ label: '3. dice · seed 1 · score ' + (await scoreOf(page, 2)) });
  await expect(left.getByRole('heading')).toHaveText('Game 3: dice');
  await expect(page.locator('#fold-play-steps tbody tr')).toHaveCount((await plays(page))[2]!.steps.length + 9);
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 360]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await expectClean(page);
      await section(page).screenshot({ path: testInfo.outputPath(`play-${width}-${colorScheme}.png`) });
    }
  await page.emulateMedia({ forcedColors: 'active' });
  await section(page).screenshot({ path: testInfo.outputPath('play-forced.png') });
});

/** Of the nth play, as its heading does not say it: from the list. */
const scoreOf = async (page: Page, n: number): Promise<string> => {
  const option = await page.getByTestId(LEFT).getByLabel('Left').locator('option').nth(n).textContent();
  return option!.split('score ')[1]!;
};

test('a game runs through by itself where motion is wanted', async ({ page }) => {
  await openLab(page);
  await openGame(page);
  await page.locator('[data-player=late]').click();
  await page.getByTestId('play-animate').click();
  await expect(page.getByTestId(LEFT)).toHaveAttribute('data-step', '2');
  await expect(page.getByTestId(LEFT)).toHaveAttribute('data-step', '6');
  await expect(page.getByTestId('play-animate')).toHaveText('Run through');
});

test('a game goes home as an animation: a frame a step, one shown at a time, the last alone where no motion is wanted', async ({
  page,
  browser,
}) => {
  await openLab(page);
  await openGame(page);
  await page.locator('[data-player=late]').click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByTestId('take-animation').click()]);
  expect(file.suggestedFilename()).toBe('the-duel-game-1.svg');
  const text = readFileSync(await file.path(), 'utf8');
  const address = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  const shown = (on: Page, at: number | null): Promise<string[]> =>
    on.evaluate((time) => {
      for (const one of document.getAnimations()) {
        one.pause();
        if (time !== null) one.currentTime = time;
      }
      return [...document.querySelectorAll('[id^=step-]')]
        .filter((one) => getComputedStyle(one).visibility === 'visible')
        .map(({ id }) => id);
    }, at);
  await page.goto(address);
  expect(await page.evaluate(() => [document.documentElement.tagName, document.querySelectorAll('script, parsererror').length])).toEqual([
    'svg',
    0,
  ]);
  expect(await shown(page, 0)).toEqual(['step-0']);
  const whole = await page.evaluate(() => document.getAnimations()[0]!.effect!.getComputedTiming().duration as number);
  expect(await shown(page, whole - 1)).toEqual(['step-6']);
  const still = await browser.newPage({ reducedMotion: 'reduce' });
  await still.goto(address);
  expect(await shown(still, null)).toEqual(['step-6']);
  await expect(still.locator('#step-6')).toContainText('Score 1');
  await still.close();
});

test('the example of a game of one’s own is a file to take home, and is played at a press', async ({ page }) => {
  await openLab(page);
  await openGame(page);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByTestId('game-example').getByRole('link').click()]);
  expect(JSON.parse(readFileSync(await file.path(), 'utf8'))).toMatchObject({ format: 'eia-lab/game', id: 'the-last-bus' });
  await page.getByTestId('try-example').click();
  await expect(section(page).getByLabel('Game', { exact: true }).locator('option:checked')).toHaveText('The last bus');
  await page.locator('[data-player=person-first]').click();
  await expect(page.getByTestId('game-score')).toContainText('Score 2: picked up every orange');
  await expectClean(page);
});

test('a game of one’s own is played before it is taken', async ({ page }) => {
  await openLab(page);
  await openGame(page);
  const own = JSON.parse(readFileSync('public/games/the-duel.json', 'utf8')) as { name: string; id: string; players: { id: string }[] };
  const file = (game: object) => ({ name: 'own.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(game)) });
  await page.getByTestId('game-file').setInputFiles(file({ ...own, players: own.players.filter(({ id }) => id !== 'late') }));
  await expect(page.getByTestId('game-refused')).toContainText('no scripted player reaches 1');
  await page.getByTestId('game-file').setInputFiles(file({ ...own, id: 'own-duel', name: 'A duel of my own' }));
  await expect(page.getByTestId('game-refused')).toHaveCount(0);
  await page.locator('[data-player=person-first]').click();
  await expect(page.getByTestId('game-score')).toContainText('Score 2');
  expect(await page.evaluate(() => lab.experiment().games.map(({ game }) => game.name))).toEqual(['A duel of my own']);
});

test('a game that is dropped on the page is opened among the games', async ({ page }) => {
  await openLab(page, 'device=wasm', { folded: true });
  const own = JSON.parse(readFileSync('public/games/the-duel.json', 'utf8')) as object;
  await page.evaluate(
    (text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], 'mine.json', { type: 'application/json' }));
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
    },
    JSON.stringify({ ...own, id: 'own-duel', name: 'A duel of my own' }),
  );
  await expect(section(page).getByLabel('Game', { exact: true })).toHaveValue(/./);
  await expect(section(page).getByLabel('Game', { exact: true }).locator('option:checked')).toHaveText('A duel of my own');
});

test('the model plays in free text: what it writes is shown, and no answer is repaired', async ({ page }) => {
  await openLab(page, 'device=wasm');
  await openSmall(page);
  await readSmall(page);
  await openGame(page);
  const own = JSON.parse(readFileSync('public/games/the-duel.json', 'utf8')) as { lines: object[]; rules: object[] };
  const rules = own.rules.map((rule) => ({ ...rule, says: ['No.'] }));
  // The context of the tiny model ends at 512 tokens.
  const short = {
    ...own,
    id: 'short-duel',
    name: 'A short duel',
    role: 'You play against U.',
    lines: own.lines.slice(0, 2),
    rules,
    variants: [],
  };
  const buffer = Buffer.from(JSON.stringify({ ...short, steps: 3 }));
  await page.getByTestId('game-file').setInputFiles({ name: 'own.json', mimeType: 'application/json', buffer });
  await section(page).getByLabel('in free text').first().check({ force: true });
  await expect(page.getByTestId('free-note')).toContainText('Nothing is repaired');
  await page.getByTestId('play-model').click();
  await expect(page.getByTestId('game-missed').first()).toContainText(/3 of its 3 answers were no action.* none of the model’s/, {
    timeout: 60_000,
  });
  await expect(page.getByTestId('play-model')).toBeEnabled();
  const free = await plays(page);
  expect(free.every(({ player, steps }) => player === 'free' && steps.length === 3)).toBe(true);
  expect(
    free.every(({ steps }) => steps.every(({ action, policy, wrote }) => action === null && policy === null && wrote !== undefined)),
  ).toBe(true);
  await expect(page.getByTestId(LEFT).getByTestId('game-missed')).toContainText('In this step it wrote: “');
  await expectClean(page);
  // The menu is another way to be asked: nothing of it was played.
  await section(page).getByLabel('with a letter of the menu').first().check({ force: true });
  await page.getByTestId('play-model').click();
  await expect
    .poll(async () => (await plays(page)).filter(({ player, steps }) => player === 'model' && steps.length === 3).length)
    .toBe(free.length);
});

test('a context that is too short for a game is said, with the step at which it would end', async ({ page }) => {
  await openLab(page, 'device=wasm');
  await openSmall(page);
  await readSmall(page);
  await openGame(page, 'food-delivery');
  await expect(page.getByTestId('play-missing')).toHaveCount(0);
  await page.getByTestId('play-model').click();
  const error = page.getByTestId('error');
  await expect(error).toHaveAttribute('data-code', 'prompt-too-long');
  await expect(error).toContainText(/“Food delivery” would end at step \d+ of \d+: .* its context has room for 512/);
  expect(await plays(page)).toEqual([]);
  await expect(page.getByTestId('play-model')).toBeEnabled();
});

test('the embedded model plays with and without the push; one is gone on from step 2 under another α', async ({ page }, testInfo) => {
  await openLab(page);
  await page.evaluate(() => lab.load('smollm2-135m-instruct'));
  await openGame(page);
  await expect(page.getByTestId('play-push')).toContainText('+3.0 separations over blocks 10–19');
  await page.getByTestId('play-model').click();
  await expect(page.getByTestId('play-progress')).toHaveAttribute('data-of', '2');
  await expect(page.getByTestId('stop-play')).toHaveCount(0, { timeout: 300_000 });
  const both = await plays(page);
  expect(both.map(({ edits, steps }) => [edits[0]!.amount, steps.length > 0])).toEqual([
    [0, true],
    [3, true],
  ]);
  const [left, right] = [page.getByTestId(LEFT), page.getByTestId(RIGHT)];
  await expect(left.getByRole('heading')).toHaveText('Game 1: the model, without a push');
  await expect(right.getByRole('heading')).toHaveText('Game 2: the model, +3.0 separations');
  for (const side of [left, right]) await expect(side.getByTestId('game-score')).toContainText(/^Score [012]: /);

  // The bars of a step are its policy, the likeliest first; the line has a point a step.
  const scrubber = page.getByTestId('play-scrubber');
  await scrubber.press('Home');
  await scrubber.press('ArrowRight');
  await scrubber.press('ArrowRight');
  const { policy, action, mass } = both[0]!.steps[1]!;
  const sorted = Object.entries(policy!).sort((a, b) => b[1] - a[1]);
  const bars = left.locator('[data-action]');
  expect(await bars.evaluateAll((all) => all.map((one) => (one as unknown as SVGElement).dataset['action']))).toEqual(
    sorted.map(([id]) => id),
  );
  await expect(left.locator(`[data-action="${action}"]`)).toHaveAttribute('data-done', 'true');
  await expect(left.locator('[data-done=true]')).toHaveCount(1);
  await expect(left.getByTestId('game-mass')).toContainText(`got ${(100 * mass!).toFixed(1)} % of`);
  await expect(left.locator('.read-line')).toHaveAttribute('data-points', String(both[0]!.steps.length));
  await expectClean(page);

  // From step 2 of the game without a push, under another.
  const field = section(page).getByLabel('α, in separations');
  await field.fill('-2');
  await field.press('Enter');
  await page.getByTestId('go-on').click();
  await expect.poll(async () => (await plays(page)).length, { timeout: 120_000 }).toBe(3);
  await expect(page.getByTestId('stop-play')).toHaveCount(0, { timeout: 300_000 });
  const fork = (await plays(page))[2]!;
  expect(fork.from).toEqual({ play: both[0]!.id, steps: 2 });
  expect(fork.edits[0]!.amount).toBe(-2);
  expect(fork.steps.slice(0, 2)).toEqual(both[0]!.steps.slice(0, 2));
  await expect(right.getByRole('heading')).toHaveText('Game 3: the model, −2.0 separations');
  await expect(right.getByTestId('gone-on')).toHaveText('Gone on from step 2 of game 1, the model, without a push.');
  await expect(left).toHaveAttribute('data-play', both[0]!.id);
  await section(page).screenshot({ path: testInfo.outputPath('model.png') });
});
