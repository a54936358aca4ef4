/**
 * Does the page stay alive while the evidence is gathered? From the end of a run until the last control and the last text beside it: long
 * tasks of the main thread, and frames that came late. The embedded model reads the default set; `quick`: a tiny model does.
 */
import { fileURLToPath } from 'node:url';
import { LONG_MS, longestProcessorTime, watchLongTasks } from './main-thread.mjs';

const TINY = fileURLToPath(new URL('../fixtures/tiny-llama-builder', import.meta.url));
/** A frame of 60 a second takes 16.7 ms; one that takes half as long again was waited for in vain. */
const LATE_MS = 25;

/** @param {import('@playwright/test').Browser} browser @param {string} url of the built lab, device and all @param {boolean} quick */
export async function evidencePageRow(browser, url, quick) {
  const page = await browser.newPage();
  await page.addInitScript(watchLongTasks);
  await page.goto(url);
  if (quick) await page.getByTestId('load-folder').setInputFiles(TINY);
  else await page.getByTestId('load-button').click();
  await page.getByTestId('model-card').waitFor({ timeout: 300_000 });
  await page.getByTestId('run-button').click();
  await page.getByTestId('run-progress').waitFor();
  await page.getByTestId('run-progress').waitFor({ state: 'detached', timeout: 900_000 });
  await page.getByTestId('evidence-progress').waitFor({ timeout: 60_000 });
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline', '__metadata'] });
  const from = await page.evaluate(() => {
    globalThis.frames = [performance.now()];
    const next = (now) => {
      globalThis.frames.push(now);
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    return performance.now();
  });
  await page.getByTestId('evidence-progress').waitFor({ state: 'detached', timeout: 900_000 });
  const { tasks, frames, seconds, whole } = await page.evaluate(
    (from) => ({
      tasks: globalThis.longTasks.filter((task) => task.startTime >= from).map((task) => task.duration),
      frames: globalThis.frames.slice(1).map((now, i) => now - globalThis.frames[i]),
      seconds: (performance.now() - from) / 1000,
      whole: globalThis.lab.experiment().analyses.at(-1).evidence?.table.carrier !== undefined,
    }),
    from,
  );
  const processor = longestProcessorTime(JSON.parse((await browser.stopTracing()).toString()).traceEvents);
  await page.close();
  if (!whole) throw new Error('the evidence ended before the neutral texts were read: see the note beside the switches of the page');
  const late = frames.filter((ms) => ms > LATE_MS);
  const of = `in ${seconds.toFixed(0)} s while the evidence is gathered`;
  return [
    {
      name: `evidence on the page: longest task ${of}, ms`,
      atMost: LONG_MS,
      note: tasks.length === 0 ? `no task of ${LONG_MS} ms or more` : `${tasks.length} tasks of ${LONG_MS} ms or more`,
      ...(tasks.length === 0 ? { text: `< ${LONG_MS}` } : { values: [Math.max(...tasks)] }),
    },
    {
      name: 'evidence on the page: longest processor time of a task, ms',
      values: [processor],
      atMost: LONG_MS,
      note: 'of the same tasks: without waiting for a core',
    },
    {
      name: `evidence on the page: share of frames later than ${LATE_MS} ms`,
      values: [late.length / frames.length],
      note: `${late.length} of ${frames.length} frames, the latest after ${Math.round(Math.max(...frames))} ms`,
    },
  ];
}
