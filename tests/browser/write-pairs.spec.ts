/** Pairs written by a server that a person names: asked, busy for a while, looked at, taken, changed, left, used; the key kept nowhere. */
import AxeBuilder from '@axe-core/playwright';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { serveFaultyEndpoint, type FaultyEndpoint } from '../faulty-endpoint';
import { expect, openLab, test } from './fixtures';

const KEY = 'sk-browser-secret-0123';
let stub: FaultyEndpoint;
let n = 0;
test.beforeEach(async () => {
  n = 0;
  stub = await serveFaultyEndpoint(({ body }) => {
    const side = body.messages[0]!.content.includes('hasty')
      ? 'push on past him and count it as his own bad luck'
      : 'stay behind him until all of it is counted';
    return `I ${side} <b onclick="globalThis.ran = 1">now</b>, time ${++n}.`;
  });
});
test.afterEach(() => stub.close());

const bench = (page: Page) => page.getByTestId('write-pairs');
const group = (page: Page, name: string) => bench(page).getByRole('group', { name, exact: true });

async function opened(page: Page): Promise<void> {
  await openLab(page, 'device=wasm', { folded: true });
  await page.locator('#fold-write > summary').click();
  const names = page.getByTestId('write').getByRole('group', { name: 'What it is called' });
  for (const [label, value] of [
    ['set', 'Patience'],
    ['concept', 'patience'],
    ['side that shows it', 'patient'],
    ['other side', 'hasty'],
  ] as const)
    await names.getByLabel(label, { exact: true }).fill(value);
  await page.locator('#fold-write-pairs > summary').click();
  await group(page, 'Situation 1').getByLabel('name').fill('The queue');
  await group(page, 'Situation 1').getByLabel('who needs something').fill('An old man counts his coins.');
}
async function named(page: Page): Promise<void> {
  await group(page, 'Source 1').getByLabel('address').fill(stub.base);
  await group(page, 'Source 1').getByLabel('name of the model there').fill('small');
  await group(page, 'Source 1').getByLabel('key, if it wants one').fill(KEY);
  await bench(page).getByLabel('pairs a situation').fill('4');
  await bench(page).getByLabel('pairs a situation').press('Enter');
}

/** All that a browser keeps for this page. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name!);
    const values = await Promise.all(
      names.map(
        (name) =>
          new Promise<unknown>((done, failed) => {
            const opening = indexedDB.open(name);
            opening.onerror = () => failed(opening.error);
            opening.onsuccess = () => {
              const database = opening.result;
              const stores = [...database.objectStoreNames];
              if (stores.length === 0) return done([]);
              const reading = stores.map(
                (store) =>
                  new Promise<unknown>((got) => {
                    const all = database.transaction(store).objectStore(store).getAll();
                    all.onsuccess = () => got(all.result);
                  }),
              );
              void Promise.all(reading).then(done);
            };
          }),
      ),
    );
    return JSON.stringify([values, { ...localStorage }, { ...sessionStorage }, document.cookie, location.href]);
  });

test('four pairs, one 429 in between: taken, changed, left; in the set, in use, at home; no other request, the key nowhere', async ({
  page,
  context,
  errors,
}) => {
  const asked: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  await opened(page);
  await named(page);
  await expect(page.getByTestId('write-estimate')).toContainText(/^4 pairs, 8 requests: about [\d,]+ tokens read/);
  expect(asked.filter((url) => url.startsWith(stub.base))).toEqual([]);
  stub.fail({ status: 429, headers: { 'retry-after': '1' } });
  // The field has it, and the markup has not.
  await expect(group(page, 'Source 1').getByLabel('key, if it wants one')).toHaveValue(KEY);
  expect(await page.content()).not.toContain(KEY);
  await page.getByTestId('write-pairs-now').click();
  await expect(page.getByTestId('write-said')).toContainText('answered 429; asked again after 1 s (try 2 of 5)');
  await expect(page.getByTestId('write-said')).toContainText('Done. Pairs written: 4.');
  await expect(page.getByTestId('write-used-tokens')).toContainText('320 tokens read, 80 tokens written');
  expect(stub.asked.length).toBe(9);
  expect(stub.asked.every(({ headers }) => headers.authorization === `Bearer ${KEY}`)).toBe(true);

  expect(errors.splice(0)).toEqual([expect.stringContaining('status of 429')]); // The browser's own line.

  // What came stands as text; the keyboard decides, and goes on to the next.
  await expect(page.getByTestId('write-counts')).toHaveText('4 to look at, 0 taken, 0 left.');
  await expect(page.getByTestId('made-lint')).toContainText('There are 4 pairs.');
  const first = group(page, 'Written pair 1');
  await expect(first.getByLabel('patient')).toHaveValue(/<b onclick/);
  await first.focus();
  await page.keyboard.press('a');
  await expect(group(page, 'Written pair 2')).toBeFocused();
  await group(page, 'Written pair 2').getByLabel('hasty').fill('I push on and look at no one.');
  await group(page, 'Written pair 2').getByRole('button', { name: 'Take pair 2' }).click();
  await expect(group(page, 'Written pair 3')).toBeFocused();
  await page.keyboard.press('r');
  await group(page, 'Written pair 4').getByRole('button', { name: 'Take pair 4' }).click();
  await expect(page.getByTestId('write-counts')).toHaveText('0 to look at, 3 taken, 1 left.');
  expect(await page.evaluate(() => (globalThis as { ran?: unknown }).ran)).toBeUndefined();

  // The set has them, is in use, and takes along who wrote them.
  const download = async (click: () => Promise<void>): Promise<string> => {
    const [saved] = await Promise.all([page.waitForEvent('download'), click()]);
    return readFileSync(await saved.path(), 'utf8');
  };
  await page.getByTestId('write-use').click();
  await expect(page.locator('#contrast h3').first()).toHaveText('Patience');
  const set = await download(() => page.getByTestId('write').getByRole('button', { name: 'Download it' }).click());
  const { pairs } = JSON.parse(set) as { pairs: { negative: string; writtenBy?: { model: string; host: string; edited: boolean } }[] };
  const host = new URL(stub.base).host;
  expect(pairs.map(({ writtenBy }) => [writtenBy?.model, writtenBy?.host, writtenBy?.edited])).toEqual([
    ['small', host, false],
    ['small', host, true],
    ['small', host, false],
  ]);
  const lines = await download(() => page.getByTestId('save-written').click());
  expect(lines.trim().split('\n')).toHaveLength(3);
  await expect.poll(() => kept(page)).toContain('I push on and look at no one.');
  const link = await page.evaluate(() => location.href);
  for (const text of [set, lines, link, await kept(page), await page.evaluate(() => JSON.stringify(window.lab.experiment()))])
    expect(text).not.toContain(KEY);
  const elsewhere = asked.filter(
    (url) => !url.startsWith(stub.base) && !url.startsWith('blob:') && new URL(url).origin !== new URL(page.url()).origin,
  );
  expect(elsewhere).toEqual([]);
  expect(asked.filter((url) => url.includes(KEY))).toEqual([]);

  // On the next visit the list is there, the key is not.
  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  await page.locator('#fold-write-pairs > summary').click();
  await expect(page.getByTestId('write-counts')).toHaveText('0 to look at, 3 taken, 1 left.');
  await expect(group(page, 'Source 1').getByLabel('address')).toHaveValue(stub.base);
  await expect(group(page, 'Source 1').getByLabel('key, if it wants one')).toHaveValue('');
});

test('a refusal on both sides is marked, left by “Take all”, and taken once it is changed', async ({ page }) => {
  await stub.close();
  stub = await serveFaultyEndpoint(() => (++n > 2 ? `I wait, time ${n}.` : 'I’m sorry, but I can’t help with that.'));
  await opened(page);
  await named(page);
  await page.getByTestId('write-pairs-now').click();
  await expect(page.getByTestId('write-said')).toContainText('Done. Pairs written: 4.');
  const first = group(page, 'Written pair 1');
  const take = first.getByRole('button', { name: 'Take pair 1' });
  await expect(take).toBeDisabled();
  await expect(take).toHaveAccessibleDescription(/^Both sides are the same text/);
  await expect(page.getByTestId('write-not-taken')).toHaveText(/passes over 1 pair: both sides are the same text/);
  await page.getByTestId('accept-all').click();
  await expect(page.getByTestId('write-counts')).toHaveText('1 to look at, 3 taken, 0 left.');
  await first.focus();
  await page.keyboard.press('a');
  await expect(page.getByTestId('write-counts')).toHaveText('1 to look at, 3 taken, 0 left.');
  await first.getByLabel('hasty').fill('I push on.');
  await take.click();
  await expect(page.getByTestId('write-counts')).toHaveText('0 to look at, 4 taken, 0 left.');
});

test('a refused key, a web page and a stop are said where they happen; the page stays as it is', async ({ page, errors }) => {
  await opened(page);
  await named(page);
  stub.fail({ status: 401, body: `{"error":{"message":"no such key ${KEY}"}}` });
  await page.getByTestId('write-pairs-now').click();
  await expect(page.getByTestId('write-failure')).toContainText('does not accept this key (answer 401)');
  expect(await page.getByTestId('write-failure').textContent()).not.toContain(KEY);
  stub.fail('html');
  await page.getByTestId('write-pairs-now').click();
  await expect(page.getByTestId('write-failure')).toHaveAttribute('data-code', 'endpoint-not-chat');
  stub.fail('silent');
  await page.getByTestId('write-pairs-now').click();
  await page.getByTestId('stop-writing').click();
  await expect(page.getByTestId('write-said')).toContainText('Stopped. Pairs written: 0. Still to be written: 4.');
  await expect(page.getByTestId('write-pairs-now')).toBeFocused();
  expect(errors.splice(0)).toEqual([expect.stringContaining('status of 401')]); // The browser's own line.
});

test('the same server as a judge: told the answer and not the strength, marked as a judge in the agreement with a person', async ({
  page,
}) => {
  stub.close();
  stub = await serveFaultyEndpoint(() => '2');
  await openLab(page, 'device=wasm', { folded: true });
  await page.locator('#fold-rating > summary').click();
  await page.getByTestId('rater').fill('Ada');
  await page.getByTestId('rate-1').click();
  const judge = page.getByTestId('judge');
  await judge.locator('> summary').click();
  await judge.getByLabel('address').fill(stub.base);
  await judge.getByLabel('name of the model there').fill('large');
  await judge.getByLabel('key, if it wants one').fill(KEY);
  await judge.getByTestId('judge-answers').click();
  await expect(judge.getByTestId('judge-said')).toContainText(/asked about (\d+) of \1 answers; 0 \(0 %\) got no score/);
  await expect(page.getByTestId('rater-agreement')).toContainText(`Ada and large @ ${new URL(stub.base).host} (judge)`);
  await page.getByTestId('reveal-ratings').click();
  await expect(page.getByTestId('strengths-counted')).toContainText(
    'Ratings of judges, which are programs, are left out where people have rated',
  );
  const { violations } = await new AxeBuilder({ page }).include('[data-testid=judge]').analyze();
  expect(violations).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  // Figures follow the new width once they are told of it.
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(await page.evaluate(() => JSON.stringify(window.lab.experiment()))).not.toContain(KEY);
});

for (const [width, colorScheme] of [
  [1280, 'light'],
  [360, 'dark'],
] as const)
  test(`nothing for axe to find at ${width} px, ${colorScheme}; no wider than the page`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await opened(page);
    await named(page);
    await bench(page).getByTestId('add-source').click();
    await group(page, 'Source 2').getByLabel('kind').selectOption('loaded');
    await group(page, 'Source 2').getByRole('button', { name: 'Remove source 2' }).click();
    // Another server in the place of one begins without a key.
    await group(page, 'Source 1').getByLabel('kind').selectOption('loaded');
    await group(page, 'Source 1').getByLabel('kind').selectOption('endpoint');
    await expect(group(page, 'Source 1').getByLabel('key, if it wants one')).toHaveValue('');
    await named(page);
    await page.getByTestId('write-pairs-now').click();
    await expect(page.getByTestId('write-said')).toContainText('Done.');
    const { violations } = await new AxeBuilder({ page }).include('[data-testid=write-pairs]').analyze();
    expect(violations).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    if (process.env.LAB_SHOTS) await bench(page).screenshot({ path: `${process.env.LAB_SHOTS}/write-pairs-${width}.png` });
  });
