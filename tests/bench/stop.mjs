/**
 * How long a stop takes: from the abort to the rejected call, by `window.lab` on the built page. Aborts come at all phases of what is
 * stopped; each wait is told in units of what the same turn took for one token, or one text.
 */
import { loadedLab } from './lab-page.mjs';
import { median } from './table.mjs';

/** Lengths of prompts, each read for eight strengths: rows are read as one batch where a prompt is short (workers/pass/lanes.ts). */
const PROMPTS = [24, 96, 160].map((tokens) => ({ tokens, rows: 8 }));

/** @param {import('@playwright/test').Browser} browser @param {string} url of the built lab, device and all @param {boolean} quick */
export async function stopRow(browser, url, quick) {
  const page = await loadedLab(browser, url);
  const stops = quick ? 4 : 12;
  const decoding = await page.evaluate(whileDecoding, stops);
  const reading = [];
  for (const { tokens, rows } of PROMPTS)
    reading.push({
      name: `stop: a prompt of ${tokens} tokens for ${rows} strengths, longest wait / one token of theirs`,
      ...(await page.evaluate(whileReadingPrompt, { stops: quick ? 3 : 6, tokens, rows })),
    });
  const capture = await page.evaluate(whileCapturing, stops);
  await page.close();
  return [
    { name: 'stop: decoding, longest wait / one token', ...decoding },
    ...reading,
    { name: 'stop: texts are read, longest wait / one text', ...capture },
  ].map(({ name, waits, units }) => ({
    name,
    values: [Math.max(...waits.map((wait, i) => wait / units[i]))],
    atMost: 1,
    note: `${waits.length} stops, median ${median(waits.map((wait, i) => wait / units[i])).toFixed(2)}; longest ${Math.round(Math.max(...waits))} ms, unit ${Math.round(median(units))} ms`,
  }));
}

/** Milliseconds of each wait, and what a token took in the median of the same turn. Runs in the page, as the two below do. */
async function whileDecoding(stops) {
  const waits = [];
  const units = [];
  for (let i = 0; i < stops; i++) {
    const controller = new AbortController();
    const at = [];
    let abortedAt = 0;
    const onToken = () => {
      at.push(performance.now());
      if (at.length !== 9) return;
      const gaps = at
        .slice(1)
        .map((now, k) => now - at[k])
        .sort((a, b) => a - b);
      units.push((gaps[3] + gaps[4]) / 2);
      setTimeout(
        () => {
          abortedAt = performance.now();
          controller.abort();
        },
        (units.at(-1) * i) / stops,
      );
    };
    const options = { maxNewTokens: 64, onToken, signal: controller.signal };
    const error = await globalThis.lab.generate('A player begs you for water. What do you do?', options).catch((error) => error);
    if (error.code !== 'cancelled') throw new Error(`expected a cancelled call, got ${error.code ?? 'an answer'}`);
    waits.push(performance.now() - abortedAt);
  }
  return { waits, units };
}

/** A unit is a token of all rows, in the median of the same turn. Stops come at all phases while the prompt is read, row by row. */
async function whileReadingPrompt({ stops, tokens, rows }) {
  const { lab } = globalThis;
  const prompt = Array(tokens).fill('water').join(' ');
  const { layers, width } = await lab.capture(['water']);
  const data = Float32Array.from({ length: layers * width }, (_, i) => Math.sin(i));
  const pushed = { directions: { layers, width, data }, unit: 'raw', alphas: Array.from({ length: rows }, (_, i) => i) };
  const middle = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
  const waits = [];
  const units = [];
  for (let i = 0; i < stops; i++) {
    const at = [];
    const started = performance.now();
    await lab.generate(prompt, { ...pushed, maxNewTokens: 8, onToken: ({ row }) => row === 0 && at.push(performance.now()) });
    const reading = at[0] - started;
    units.push(middle(at.slice(1).map((now, k) => now - at[k])));
    const controller = new AbortController();
    let abortedAt = 0;
    setTimeout(
      () => {
        abortedAt = performance.now();
        controller.abort();
      },
      (reading * (0.5 + i)) / stops,
    );
    const error = await lab.generate(prompt, { ...pushed, maxNewTokens: 2, signal: controller.signal }).catch((error) => error);
    if (error.code !== 'cancelled') throw new Error(`expected a cancelled call, got ${error.code ?? 'an answer'}`);
    waits.push(performance.now() - abortedAt);
  }
  return { waits, units };
}

/** Texts of one length, so that a text is a unit; each another one, for a text that was read is not read again. */
async function whileCapturing(stops) {
  const waits = [];
  const units = [];
  for (let i = 0; i < stops; i++) {
    const controller = new AbortController();
    const at = [];
    let abortedAt = 0;
    const onProgress = () => {
      at.push(performance.now());
      if (at.length !== 4) return;
      units.push((at[3] - at[0]) / 3);
      setTimeout(
        () => {
          abortedAt = performance.now();
          controller.abort();
        },
        (units.at(-1) * i) / stops,
      );
    };
    const texts = Array.from({ length: 8 }, (_, k) => `${100 + 8 * i + k} ${Array(64).fill('water').join(' ')}`);
    const error = await globalThis.lab.capture(texts, { onProgress, signal: controller.signal }).catch((error) => error);
    if (error.code !== 'cancelled') throw new Error(`expected a cancelled call, got ${error.code ?? 'an answer'}`);
    waits.push(performance.now() - abortedAt);
  }
  return { waits, units };
}
