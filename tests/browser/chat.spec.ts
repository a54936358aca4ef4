/** A conversation with the embedded model: pushed in its second turn, held against a threshold, kept over a reload. */
import type { Page } from '@playwright/test';
import { expect, openLab, test } from './fixtures';

/** What the disk has of words that are not sent. */
const keptMessage = (page: Page): Promise<unknown> =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('eia-lab-session');
        opening.onerror = () => reject(opening.error!);
        opening.onsuccess = () => {
          const reading = opening.result.transaction('session').objectStore('session').get('message');
          reading.onsuccess = () => resolve(reading.result);
          reading.onerror = () => reject(reading.error!);
        };
      }),
  );

test('two turns, the second pushed: both are read by the monitor, counted against the context, and come back', async ({
  page,
}, testInfo) => {
  await openLab(page);
  await page.getByTestId('load-button').click();
  await expect(page.getByTestId('model-card')).toBeVisible({ timeout: 120_000 });
  const steer = page.locator('#steer');
  const most = steer.getByLabel('Tokens at most');
  await most.fill('6');
  await most.press('Enter');
  const chat = page.getByTestId('chat');
  const message = chat.getByTestId('chat-message');
  const room = chat.getByTestId('chat-room');

  await chat.getByTestId('chat-system').fill('You are a player in a game.');
  await message.fill('I am thirsty.');
  await message.press('Shift+Enter');
  await message.pressSequentially('Will you stop?');
  await expect(message).toHaveValue('I am thirsty.\nWill you stop?');
  await expect(room).toHaveText(/^\d+ of [\d,]+ tokens used; this turn may take up to 6 more\.$/);
  await message.press('Enter');
  const turns = chat.getByTestId('chat-turn');
  await expect(chat.getByTestId('monitor-chart')).toHaveAttribute('data-points', '2', { timeout: 120_000 });
  await expect(message).toHaveValue('');
  await expect(chat.getByTestId('chat-system')).toHaveCount(0);

  await chat.getByTestId('chat-pushed').check();
  await message.fill('Please?');
  await message.press('Enter');
  await expect(chat.getByTestId('monitor-chart')).toHaveAttribute('data-points', '4', { timeout: 120_000 });
  await expect(turns.getByTestId('completion').nth(0)).toHaveAttribute('data-alpha', '0');
  await expect(turns.getByTestId('completion').nth(1)).toHaveAttribute('data-alpha', '3');
  await expect(turns.nth(1)).toContainText('pushed over blocks 10–19 along “Empathy in action');
  // Both turns say how they were sampled.
  for (const turn of [0, 1])
    await expect(turns.nth(turn)).toContainText(/temperature \S+, top p \S+, repetition penalty \S+, up to 6 tokens/);
  await expect(page.getByTestId('chat-said')).toHaveText(/^Turn 2: ./);
  const kept = await page.evaluate(() => {
    const { answers, view } = lab.experiment();
    return view.chat.map((id) => answers.find((one) => one.id === id)!);
  });
  expect(kept.map(({ messages }) => messages.map(({ role }) => role))).toEqual([
    ['system', 'user'],
    ['system', 'user', 'assistant', 'user'],
  ]);
  expect(kept.map(({ monitor }) => [monitor!.user!.scores.length, monitor!.assistant!.scores.length])).toEqual([
    [30, 30],
    [30, 30],
  ]);
  // Each is what reading the text by itself gives, without a push and in the way of the run.
  const [said, answered] = await page.evaluate(
    async (texts) => {
      const { run } = lab.experiment();
      const { data, layers, width } = await lab.capture(texts, { pooling: run!.capture.pooling, maxTokens: run!.capture.maxTokens });
      const along = run!.directions.data;
      return texts.map((_, t) =>
        Array.from({ length: layers }, (_, l) => {
          let sum = 0;
          for (let i = 0; i < width; i++) sum += data[(t * layers + l) * width + i]! * along[l * width + i]!;
          return sum;
        }),
      );
    },
    ['Please?', kept[1]!.text],
  );
  kept[1]!.monitor!.user!.scores.forEach((score, l) => expect(score).toBeCloseTo(said![l]!, 2));
  kept[1]!.monitor!.assistant!.scores.forEach((score, l) => expect(score).toBeCloseTo(answered![l]!, 2));

  // The threshold keeps the stated rate for one more text like the set's.
  const alarm = chat.getByTestId('alarm');
  await expect(alarm).toContainText(/false alarms: one more text like them does with .* hits\..*the set cannot tell\./);
  const at10 = Number(await alarm.getAttribute('data-threshold'));
  await chat.getByRole('radio', { name: '20 %' }).check();
  expect(Number(await alarm.getAttribute('data-threshold'))).toBeLessThanOrEqual(at10);
  await chat.getByTestId('monitor').locator('.twin summary').click();
  await expect(chat.getByTestId('monitor').getByRole('row')).toHaveCount(1 + 4);

  for (const scheme of ['light', 'dark'] as const)
    for (const width of [1280, 360]) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 900 });
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
      await chat.screenshot({ path: testInfo.outputPath(`chat-${width}-${scheme}.png`) });
    }

  // A turn that cannot fit is refused before it is sent, with what to do.
  await page.setViewportSize({ width: 1280, height: 900 });
  await message.fill('word '.repeat(9000));
  await expect(room).toContainText(/more than the model can read: take turns back/);
  await expect(chat.getByTestId('chat-send')).toBeDisabled();
  await message.fill('Not sent yet');
  await expect.poll(() => keptMessage(page)).toMatchObject({ text: 'Not sent yet' });

  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  await expect(turns).toHaveCount(2);
  await expect(chat.getByTestId('monitor-chart')).toHaveAttribute('data-points', '4');
  await expect(room).toContainText('load a model first');
  await expect(message).toHaveValue('Not sent yet');
  await chat.getByTestId('chat-remove').click();
  await expect(turns).toHaveCount(1);
});
