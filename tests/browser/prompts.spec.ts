/** Answers to prompts: from a file of them to a curve of the answers alone, and back out of the page with their prompts. */
import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, openLab, test } from './fixtures';
import { loadTiny } from './small-set';

const LINES = Array.from({ length: 12 }, (_, i) => ({
  prompt: `Gate ${'abcdefghijkl'[i]} is shut. What do you do?`,
  positive_response: `I wait for her at the gate, the ${i}th time.`,
  negative_response: `I run on without her, and count ${i} steps.`,
}));
const file = {
  name: 'answers.jsonl',
  mimeType: 'application/jsonl',
  buffer: Buffer.from(LINES.map((line) => JSON.stringify(line)).join('\n')),
};

for (const scheme of ['light', 'dark'] as const)
  for (const width of [1280, 360])
    test(`prompts with two answers are read as answers, ${width} px, ${scheme}`, async ({ page }) => {
      const shot = (name: string) => `${process.env.LAB_SHOTS}/prompts-${name}-${width}-${scheme}.png`;
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 900 });
      await openLab(page);
      await loadTiny(page);
      await page.getByTestId('scenario-file').setInputFiles(file);
      const screen = page.getByTestId('import');
      await expect(screen).toContainText('prompts with two answers');
      await expect(screen.getByRole('radio', { name: 'kept apart, the texts answer it' })).toBeChecked();
      await expect(page.getByTestId('import-counts')).toContainText('12 of 12 rows can be used');
      if (process.env.LAB_SHOTS) await screen.screenshot({ path: shot('import') });
      await page.getByTestId('import-accept').click();
      const contrast = page.locator('#contrast');
      const reader = contrast.getByRole('group', { name: 'Read a pair' });
      await expect(reader).toContainText('Prompt: Gate a is shut. What do you do?');
      const reading = page.getByTestId('reading');
      await expect(reading.getByRole('radio', { name: 'answer only' })).toBeChecked();
      await expect(reading.getByRole('checkbox', { name: 'as a chat message' })).toBeChecked();
      await expect(page.getByTestId('plain-prompts')).toHaveCount(0);
      await page.getByTestId('run-button').click();
      await expect(page.getByTestId('run-note')).toContainText('Read 24 texts', { timeout: 120_000 });
      const chart = page.getByTestId('strip-chart');
      await chart.scrollIntoViewIfNeeded();
      await expect(page.getByTestId('auroc-chart')).toContainText('answer only');
      const { spec, how, version } = await page.evaluate(() => {
        const { analyses, readings, sets, view } = lab.experiment();
        const analysis = analyses.find(({ id }) => id === view.analysis)!;
        const of = readings.find(({ id }) => id === analysis.reading)!;
        return { spec: analysis.spec, how: of.how, version: sets.find(({ hash }) => hash === of.set)!.set.version };
      });
      expect([spec.pooling, how.template, version]).toEqual(['answer', true, 2]);
      await chart.locator('svg').first().focus();
      await page.keyboard.press('ArrowRight');
      await expect(page.locator('.reading.side').first()).toContainText(/Prompt: Gate [a-l] is shut\. What do you do\?/);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      if (process.env.LAB_SHOTS) {
        await contrast.screenshot({ path: shot('set') });
        await page.locator('#layers').screenshot({ path: shot('curve') });
      }
      for (const part of ['#contrast', '#layers']) {
        const { violations } = await new AxeBuilder({ page }).include(part).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      }
      // The table editor shows it, and keeps it.
      const write = page.getByTestId('write');
      await write.getByRole('button', { name: 'Both answer a prompt' }).first().click();
      const field = write.getByLabel('prompt that both answer', { exact: true });
      await expect(field).toBeFocused();
      await field.fill('Do you wait?');
      await expect(field).toHaveValue('Do you wait?');
      // Without the template each answer stands behind its prompt, and is still pooled alone.
      await reading.getByRole('checkbox', { name: 'as a chat message' }).uncheck();
      await expect(page.getByTestId('plain-prompts')).toContainText('prompt, empty line, answer');
      await expect(reading.getByRole('radio', { name: 'answer only' })).toBeChecked();
      await page.getByTestId('run-button').click();
      await expect
        .poll(() => page.evaluate(() => lab.experiment().readings.map((one) => one.how.template)), { timeout: 120_000 })
        .toEqual(expect.arrayContaining([true, false]));
      if (process.env.LAB_SHOTS) await reading.screenshot({ path: shot('reading') });
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('take-pairsFile').click()]);
      expect(readFileSync(await download.path(), 'utf8').split('\n')[0]).toContain('"prompt":"Gate');
    });

test('statements without partners and rated texts are read behind the questions that their files have', async ({ page }) => {
  await openLab(page);
  await loadTiny(page);
  const lines = [...'abcdefghijkl'].flatMap((gate) => [
    `"I wait for her at gate ${gate}.",1,Gate ${gate} is shut. What do you do?`,
    `"I run past gate ${gate} and on.",0,Gate ${gate} is shut. What do you do?`,
  ]);
  const csv = (name: string, rows: readonly string[]) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) });
  await page.getByTestId('scenario-file').setInputFiles(csv('statements.csv', ['statement,label,question', ...lines]));
  const note = page.getByTestId('import-prompt');
  await expect(note).toContainText('Each text is read as an answer to the “question” of its row.');
  await page.getByRole('radio', { name: 'left out' }).check();
  await expect(note).toHaveCount(0);
  await page.getByRole('radio', { name: 'kept apart, the texts answer it' }).check();
  await page.getByTestId('import-accept').click();
  const reader = page.locator('#contrast').getByRole('group', { name: 'Read a text' });
  await expect(reader).toContainText('Prompt: Gate a is shut. What do you do?');
  const rated = ['text,score,prompt', 'I stop at once.,2,Somebody falls. And you?', 'I look back.,1,Somebody falls. And you?', 'I run.,0,'];
  await page.getByTestId('scenario-file').setInputFiles(csv('rated.csv', rated));
  await expect(note).toContainText('“prompt”');
  await page.getByTestId('import-accept').click();
  const reading = page.getByTestId('reading');
  await expect(reading.getByRole('radio', { name: 'answer only' })).toBeChecked();
  await page.getByTestId('run-button').click();
  await expect(page.getByTestId('run-note')).toContainText('Read 27 texts', { timeout: 120_000 });
  const kept = await page.evaluate(() => {
    const { set } = lab.experiment().sets.at(-1)!;
    return [set.version, set.texts?.[0]?.prompt, set.scored.map(({ prompt }) => prompt ?? null)];
  });
  expect(kept).toEqual([2, 'Gate a is shut. What do you do?', ['Somebody falls. And you?', 'Somebody falls. And you?', null]]);
  // The chart of the run before stays until this one's is drawn.
  await expect(async () => {
    await page.getByTestId('eia-chart').locator('svg').first().focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('#behaviour .reading.side').first()).toContainText('Prompt: Somebody falls. And you?', { timeout: 1000 });
  }).toPass({ timeout: 30_000 });
});
