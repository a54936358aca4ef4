/** What a link carries, and what the page says of one that asks for too much. */
import { expect, openLab, test } from './fixtures';

test('a prompt of one’s own is not in the address; the copied link has it where it was asked for, over plain http, too', async ({
  page,
}) => {
  // As on a page that is not secure.
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await openLab(page);
  await page.evaluate(() =>
    addEventListener(
      'copy',
      () =>
        ((globalThis as { copied?: string }).copied =
          document.getSelection()?.toString() || (document.activeElement as HTMLTextAreaElement).value),
    ),
  );
  const copied = () => page.evaluate(() => (globalThis as { copied?: string }).copied);
  await page.getByRole('textbox', { name: 'Text of the prompt' }).fill('my secret question');
  await page.getByTestId('layer-slider').focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => page.url()).toContain('layer=16');
  expect(page.url()).not.toContain('secret');
  await page.getByTestId('copy-link').click();
  await expect(page.getByTestId('link-note')).toContainText('was copied');
  expect(await copied()).toMatch(/layer=16/);
  expect(await copied()).not.toContain('secret');
  await page.getByTestId('with-prompt').check();
  await page.getByTestId('copy-link').click();
  await expect.poll(copied).toContain('prompt=my+secret+question');
  await expect(page.getByTestId('copy-link')).toBeFocused();
  // A prompt of the set goes by its id.
  await page.getByRole('combobox', { name: 'Prompt' }).selectOption({ index: 2 });
  const prompt = await page.evaluate(() => lab.experiment().steering.prompt);
  await expect.poll(() => page.url()).toContain('ask=');
  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  expect(await page.evaluate(() => lab.experiment().steering.prompt)).toBe(prompt);
});

test('values of a link that are out of range are named; the rest holds', async ({ page }) => {
  await page.goto('/?device=wasm#layer=99&topP=7&temperature=0.5&band=40-50&ask=nobody');
  await page.waitForFunction(() => 'lab' in globalThis);
  const error = page.getByTestId('error');
  for (const named of [
    'topP=7 (0.05 to 1)',
    'ask=nobody (a prompt of the set)',
    'layer=99 (this model has blocks 0 to 29)',
    'band=40-50 (this model has blocks 0 to 29)',
  ])
    await expect(error).toContainText(named);
  expect(await page.evaluate(() => lab.experiment().steering)).toMatchObject({ topP: 1, temperature: 0.5, band: [10, 19] });
});

for (const [what, hash, said] of [
  ['a newer lab', '#v=9&layer=7&colour=red&end=1', ['of version 9, and this page reads links up to version 2', 'colour=red (no setting']],
  [
    'a mail that cut it',
    '#v=2&layer=7&alp',
    ['The link was cut on its way: its end is missing. What is left of it says layer=7;', 'Ask for the whole link'],
  ],
  [
    'a mail that cut it, to a lesson that is not here',
    '#v=2&lesson=nobody&step=2&layer=7',
    ['No lesson is called “nobody”.', 'was cut on its way'],
  ],
  [
    'somebody who put 64 KB into it',
    `#v=2&layer=7&texts=${'A'.repeat(65_536)}&end=1`,
    ['texts=AAAA', '1 to 16000 characters of a packed set'],
  ],
] as const)
  test(`a link from ${what}: that is said, and what can be opened is`, async ({ page }) => {
    await page.goto(`/?device=wasm${hash}`);
    await page.waitForFunction(() => 'lab' in globalThis);
    for (const one of said) await expect(page.getByTestId('error')).toContainText(one);
    expect((await page.getByTestId('error').innerText()).length).toBeLessThan(1000);
    await expect(page.getByTestId('opening-chart')).toBeVisible();
    expect(await page.evaluate(() => lab.experiment().layer)).toBe(7);
  });
