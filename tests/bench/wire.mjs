/**
 * What a token of eight strengths sends from the worker to the page, as the page asks for it (“Sweep eight strengths”, with what else was
 * likely). Messages are kept where they arrive and serialised again by Node's v8.serialize, the serialiser that Chromium's structured
 * clone is made of; arrays that are moved, not copied, count with all their bytes.
 */
import { serialize } from 'node:v8';
import { loadedLab } from './lab-page.mjs';

const [ROWS, MOST] = [8, 100_000];

/** @param {import('@playwright/test').Browser} browser @param {string} url of the built lab, device and all @param {boolean} quick */
export async function wireRow(browser, url, quick) {
  const page = await loadedLab(browser, url, keepMessages);
  if (quick) {
    await page.locator('#fold-pushed > summary').click();
    const most = page.getByLabel('Tokens at most');
    await most.fill('8');
    await most.press('Enter');
  }
  await page.getByTestId('sweep-button').click();
  await page.getByTestId('stop-steer').waitFor();
  await page.getByTestId('stop-steer').waitFor({ state: 'detached', timeout: 600_000 });
  const messages = (await page.evaluate(() => globalThis.messages)).filter(({ kind }) => kind === 'generate');
  await page.close();

  const made = Array(ROWS).fill(0);
  const steps = [];
  for (const message of messages.filter(({ event }) => event)) {
    const { row, scores } = message.event;
    const step = made[row]++;
    const event = { ...message.event, scores: Float32Array.from(scores) };
    (steps[step] ??= []).push(serialize({ ...message, event }).length);
  }
  // Where a row has ended, fewer are sent.
  const whole = steps.filter((sizes) => sizes.length === ROWS).map((sizes) => sizes.reduce((sum, bytes) => sum + bytes, 0));
  const answer = messages.find(({ out }) => out);
  if (whole.length === 0 || !answer) throw new Error(`expected the answers of ${ROWS} rows, got ${messages.length} messages`);
  const likely = answer.out.rows.every((row) => row.likely !== null);
  if (!likely) throw new Error('expected what else was likely in every row');
  const share = serialize(answer).length / steps.length;
  return [
    {
      name: `wire: most bytes to the page with one token of ${ROWS} strengths`,
      values: [Math.max(...whole)],
      atMost: MOST,
      note: `the first token: ${whole[0]}; ${whole.length} tokens long, each event carries the text so far`,
    },
    {
      name: `wire: bytes of the finished answer, a token of ${ROWS} strengths`,
      values: [share],
      atMost: MOST,
      note: 'texts, scores, scores of the answer read again, five likely tokens with and without the push',
    },
  ];
}

/** Runs in the page, before anything else: keeps what workers send, in a form that leaves the page. */
function keepMessages() {
  globalThis.messages = [];
  globalThis.Worker = class extends Worker {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', ({ data }) => {
        const { event } = data;
        globalThis.messages.push(event?.scores ? { ...data, event: { ...event, scores: Array.from(event.scores) } } : data);
      });
    }
  };
}
