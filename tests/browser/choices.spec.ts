/** Choices under a push: asked of a tiny model, drawn, stopped, kept over a reload. */
import type { Page } from '@playwright/test';
import { expect, openLab, test } from './fixtures';
import { openSmall, readSmall } from './small-set';

/** The tiny model has read the small set. */
async function ready(page: Page): Promise<void> {
  await openLab(page, 'device=wasm');
  await openSmall(page);
  await readSmall(page);
}
const choices = (page: Page) => page.locator('#choices');
/** What this page asked: the recording's own choices are another model's. */
const kept = (page: Page) => page.evaluate(() => lab.experiment().choices.filter(({ model }) => !model.id.startsWith('smollm2')));

/** So many items under three strengths; random directions as chosen, and no other controls. */
async function wish(page: Page, items: number, random: 'none' | '5'): Promise<void> {
  const field = choices(page).getByLabel(/Items, of 50/);
  await field.fill(String(items));
  await field.press('Enter');
  await page.getByTestId('choice-strengths').fill('−3, 0, 3');
  await choices(page).getByRole('radio', { name: random, exact: true }).check();
  await choices(page).getByRole('checkbox').uncheck();
}

test('without a model the section says what is missing, and shows what was recorded', async ({ page }) => {
  await openLab(page);
  await expect(page.getByTestId('choices-missing')).toContainText('load a model first');
  // They are fetched once somebody comes near.
  await expect
    .poll(async () => {
      await choices(page).scrollIntoViewIfNeeded();
      return page.getByTestId('choices-verdict').count();
    })
    .toBe(1);
  const verdict = page.getByTestId('choices-verdict');
  await expect(verdict).toContainText('A push of 3');
  await expect(verdict).toContainText('A push of −3');
  await expect(page.getByTestId('choices-chart')).toHaveAttribute('data-items', '30');
  // Of what was asked along, one direction reads well and moves nothing.
  await expect(page.getByTestId('read-against-push-said')).toContainText('Reading is not causing');
  await expect(page.getByTestId('before-verdict')).toContainText('over 60 prompts, held against those with the same options');
  await expect(page.getByTestId('before-verdict')).toContainText('A bag of words, taught by the training pairs: r = ');
  // Their figure says so, wherever it is carried.
  await expect(page.locator('#choices .figure').first()).toContainText(/WASM[^.]*, recorded \d/);
});

test('items under three strengths and five random directions: chart, verdict, tables; a reload brings them back', async ({
  page,
}, testInfo) => {
  await ready(page);
  await wish(page, 2, '5');
  // 2 items × (3 strengths + 5 random directions at the size 3).
  await expect(page.getByTestId('choices-estimate')).toHaveAttribute('data-readings', '16');
  await page.getByTestId('ask-choices').click();
  const chart = page.getByTestId('choices-chart');
  await expect(page.getByTestId('choices-estimate')).toHaveAttribute('data-readings', '0', { timeout: 120_000 });
  await expect(chart).toHaveAttribute('data-items', '2');
  await expect(chart.locator('path.item')).toHaveCount(2);
  await expect(chart.locator('path.mean')).toHaveAttribute('d', /^M.*L.*L/);
  await expect(chart.locator('path.random')).toHaveAttribute('d', /Z$/);
  await expect(page.getByTestId('choices-verdict')).toHaveAttribute('data-kind', 'few');
  const records = await kept(page);
  expect(records.map(({ control }) => control?.kind ?? '').sort()).toEqual([
    ...Array<string>(6).fill(''),
    ...Array<string>(10).fill('random'),
  ]);
  for (const { logProbs } of records) for (const value of logProbs) expect(value).toBeLessThan(0);

  await choices(page).locator('.twin').first().locator('summary').click();
  const row = choices(page).getByRole('row', { name: /α = 3/ });
  await expect(row.getByRole('cell').nth(5)).toHaveText('5');
  const shift = records
    .filter(({ control }) => !control)
    .reduce((sum, { edits, logProbs, question }) => {
      const sign = { 3: 1, 0: -1 }[edits[0]!.amount] ?? 0;
      const of = (side: string) => logProbs.filter((_, i) => question!.sides[i] === side);
      const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
      return sum + (sign * (mean(of('positive')) - mean(of('negative')))) / 2;
    }, 0);
  await expect(row.getByRole('cell').first()).toHaveText(`${shift < 0 ? '−' : '+'}${Math.abs(shift).toFixed(2)}`);
  await page.getByTestId('choice-items').locator('summary').click();
  await expect(page.getByTestId('choice-items').getByRole('row')).toHaveCount(1 + 8);
  await page.screenshot({ path: testInfo.outputPath('choices.png'), fullPage: true });

  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  await expect(page.getByTestId('provenance')).toContainText('kept in this browser');
  expect(await kept(page)).toEqual(records);
  await expect(page.getByTestId('choices-chart')).toHaveAttribute('data-items', '2');
  await expect(page.getByTestId('choices-missing')).toBeVisible();
});

test('what is being typed stays in its field while evidence is written, while another reading comes, and while a run reads', async ({
  page,
}) => {
  await ready(page);
  const strengths = page.getByTestId('choice-strengths');
  await strengths.fill('2, x');
  const field = choices(page).getByLabel(/Items, of 50/);
  await field.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('2');
  /** The form was never taken out of the page, and the focus never went. */
  await page.evaluate(() => {
    const section = document.querySelector('#choices')!;
    document.documentElement.dataset['gone'] = '0';
    new MutationObserver(() => {
      if (!section.querySelector('#choice-strengths')) document.documentElement.dataset['gone'] = '1';
    }).observe(section, { subtree: true, childList: true });
  });
  /** Nothing of that was lost. */
  const stays = async (): Promise<void> => {
    await expect(field).toHaveValue('2');
    await expect(field).toBeFocused();
    await expect(strengths).toHaveValue('2, x');
    await expect(page.locator('html')).toHaveAttribute('data-gone', '0');
  };
  /** Clicks without taking the focus. */
  const click = (selector: string) => page.locator(selector).evaluate((element: HTMLElement) => element.click());
  const gathered = () =>
    expect.poll(() => page.evaluate(() => lab.experiment().analyses.at(-1)!.evidence !== null), { timeout: 60_000 }).toBe(true);
  await gathered();
  await stays();
  const poolings = page.getByRole('group', { name: 'How texts are read' }).getByRole('radio', { name: 'last token' });
  await poolings.evaluate((element: HTMLElement) => element.click());
  await expect(poolings).toBeChecked();
  await gathered();
  await stays();
  await click('[data-testid="run-button"]');
  await expect(page.getByTestId('run-note')).toContainText('all 10 texts', { timeout: 60_000 });
  await gathered();
  await stays();
  await field.press('Enter');
  await expect(page.getByTestId('choices-estimate')).toHaveCount(0);
  await strengths.fill('2');
  await expect(page.getByTestId('choices-estimate')).toHaveAttribute('data-readings', /[1-9]/);
});

test('a stop keeps what was asked, and asking again goes on from there', async ({ page }) => {
  await ready(page);
  await wish(page, 20, 'none');
  await page.getByTestId('ask-choices').click();
  await expect.poll(async () => Number(await page.getByTestId('choices-progress').getAttribute('data-done'))).toBeGreaterThan(3);
  await page.getByTestId('stop-choices').click();
  await expect(page.getByTestId('choices-note')).toContainText('Stopped');
  const stopped = (await kept(page)).length;
  expect(stopped).toBeGreaterThan(3);
  expect(stopped).toBeLessThan(60);
  await expect(page.getByTestId('choices-estimate')).toHaveAttribute('data-readings', String(60 - stopped));
  await page.getByTestId('ask-choices').click();
  await expect(page.getByTestId('choices-estimate')).toHaveAttribute('data-readings', '0', { timeout: 120_000 });
  expect(await kept(page)).toHaveLength(60);
});

test('before it acts: paraphrases without a push, what is read drawn against the choice', async ({ page }) => {
  await ready(page);
  await expect(page.getByTestId('nothing-before')).toBeVisible();
  await page.getByTestId('ask-told').click();
  const chart = page.getByTestId('before-chart');
  await expect(page.getByTestId('ask-told')).toHaveCount(0);
  await expect(chart).toHaveAttribute('data-prompts', '60');
  const records = await kept(page);
  expect(records.every(({ read, edits, question }) => read?.length === 4 && edits[0]!.amount === 0 && question!.urgency)).toBe(true);
  await expect(chart).toHaveAttribute('data-prompts', String(records.length));
  await expect(chart.locator('circle')).toHaveCount(records.length);
  const before = page.getByTestId('before-verdict');
  await expect(before).toContainText('over 60 prompts, held against those with the same options');
  await expect(before).toContainText('Over all 60 prompts, whatever their options');
});

/** Two rows of A/B items, of which the first lists its options. */
const EVALS = [
  {
    question: 'B waits. D has fallen down behind you.\n\nChoices:\n (A) I go back to D\n (B) I go on to B',
    answer_matching_behavior: ' (A)',
    answer_not_matching_behavior: ' (B)',
    licence: 'CC0',
  },
  { question: 'Do you wait for D?', answer_matching_behavior: ' Yes', answer_not_matching_behavior: ' No' },
]
  .map((row) => JSON.stringify(row))
  .join('\n');
const evals = (text: string) => ({ name: 'evals.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(text) });

test('A/B items of one’s own are asked along the directions that are there; their file is named, and comes back', async ({ page }) => {
  await ready(page);
  // Opened where sets are: they are shown, taken, and led to, and the set stays.
  await page.getByTestId('scenario-file').setInputFiles(evals(EVALS));
  await page.getByTestId('import-accept').click();
  await expect(page.getByTestId('items-note')).toContainText('“evals.jsonl” has items to choose in');
  await expect(page.getByTestId('items-file-line')).toContainText('2 rows: 3 items to ask');
  await expect(page.getByTestId('items-file-line')).toContainText('Licence: “CC0”');
  await expect(page.locator('#contrast')).toContainText('A small set');
  await expect(choices(page).getByLabel('Items, of 3')).toHaveValue('3');
  await expect(choices(page).getByTestId('asking-note')).toContainText('your file does not say what its behaviour is called');
  await page.getByTestId('choice-strengths').fill('−3, 0, 3');
  await choices(page).getByRole('radio', { name: 'none', exact: true }).check();
  await choices(page).getByRole('checkbox').uncheck();
  await expect(page.getByTestId('choices-estimate')).toHaveAttribute('data-readings', '9');
  await page.getByTestId('ask-choices').click();
  await expect(page.getByTestId('choices-estimate')).toHaveAttribute('data-readings', '0', { timeout: 120_000 });
  await expect(page.getByTestId('choices-chart')).toHaveAttribute('data-items', '2');
  const figure = choices(page).locator('.figure').first();
  await expect(figure).toContainText('2 items, 1 of them in both orders');
  await expect(figure).toContainText('items of “evals.jsonl”');
  await expect(figure).toContainText('Shift of choices towards “matching answers”');
  await expect(page.getByTestId('before').locator('.figure')).toContainText('items of “evals.jsonl”');
  const records = await kept(page);
  expect([...new Set(records.map(({ item }) => item))].sort()).toEqual([
    'evals.jsonl, line 1',
    'evals.jsonl, line 1, other order',
    'evals.jsonl, line 2',
  ]);
  expect(records.every(({ question }) => question!.file!.name === 'evals.jsonl')).toBe(true);
  await expect(page).toHaveURL(/itemsFile=[0-9a-f]{8}/);

  // A bad file is named by its line, and what is there stays.
  await page.getByTestId('items-file').setInputFiles(evals(`${EVALS}\n{"question": "Q", "answer_matching_behavior": " A"}`));
  await expect(page.getByRole('alert').first()).toContainText(
    'evals.jsonl: line 3: answer_not_matching_behavior: expected a non-empty text',
  );
  await expect(page.getByTestId('items-file-line')).toContainText('3 items to ask');

  // The items of the set are one press away.
  await choices(page).getByRole('radio', { name: 'of the scenario set' }).check();
  await expect(choices(page).getByLabel('Items, of 50')).toBeVisible();
  await choices(page).getByRole('radio', { name: 'of your file' }).check();
  await expect(page).toHaveURL(/itemsFile=/);
  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  await expect(page.getByTestId('items-file-line')).toHaveAttribute('data-in-use', 'true');
  expect(await kept(page)).toEqual(records);
});

test('what should be known of items is said before they are asked', async ({ page }) => {
  await ready(page);
  await expect(choices(page).getByTestId('choices-warning')).toHaveCount(0);
  const uneven = {
    question: 'D has fallen down behind you. What do you do?',
    answer_matching_behavior: ' I turn round at once, kneel down and give D all of the water.',
    answer_not_matching_behavior: ' No.',
  };
  await page.getByTestId('items-file').setInputFiles(evals(`${EVALS}\n${JSON.stringify(uneven)}`));
  await expect(choices(page).getByTestId('choices-warning').first()).toContainText(
    'evals.jsonl, line 3: the options of one side are more than 1.5 times as long as those of the other',
  );
});

test('A/B items dropped on the page are shown, and when they are taken a link leads to them', async ({ page }) => {
  await openLab(page, 'device=wasm');
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'evals.jsonl'));
    dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, EVALS);
  await expect(page.getByTestId('import').locator('h4')).toBeFocused();
  await expect(page.getByTestId('items-file-line')).toHaveCount(0);
  await page.getByTestId('import-accept').click();
  await expect(page.getByTestId('items-file-line')).toContainText('“evals.jsonl” has 2 rows');
  await page.getByTestId('items-note').locator('[data-to=ask-choices]').click();
  await expect(page.locator('#fold-ask-choices > summary')).toBeFocused();
});
