/**
 * Does the page stay alive during a capture? Long tasks of the main thread on the real page, from Run to the last interval.
 * The clock says what a person feels; the processor time says what the page itself asked for where the cores are taken by others.
 */
const QUICK = 6;
/** Browsers report tasks from this length on. */
export const LONG_MS = 50;

/** Runs in the page, before anything else: keeps every long task. */
export function watchLongTasks() {
  globalThis.longTasks = [];
  new PerformanceObserver((list) =>
    list.getEntries().forEach(({ startTime, duration }) => globalThis.longTasks.push({ startTime, duration })),
  ).observe({ type: 'longtask' });
}

/** @param {import('@playwright/test').Browser} browser @param {string} url of the built lab, device and all @param {boolean} quick */
export async function mainThreadRow(browser, url, quick) {
  const page = await browser.newPage();
  await page.addInitScript(watchLongTasks);
  await page.goto(url);
  await page.getByTestId('load-button').click();
  await page.getByTestId('model-card').waitFor({ timeout: 300_000 });
  await page.waitForTimeout(1000);
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline', '__metadata'] });
  const from = await page.evaluate(() => performance.now());
  await page.getByTestId('run-button').click();
  const progress = page.getByTestId('run-progress');
  await progress.waitFor();
  const texts = quick ? QUICK : Number(await progress.getAttribute('data-of'));
  if (quick)
    await page.waitForFunction(
      (texts) => Number(document.querySelector('[data-testid="run-progress"]')?.getAttribute('data-done')) >= texts,
      texts,
      { timeout: 600_000 },
    );
  else await progress.waitFor({ state: 'detached', timeout: 600_000 });
  const tasks = (
    await page.evaluate((from) => globalThis.longTasks.filter((task) => task.startTime >= from).map((task) => task.duration), from)
  ).sort((a, b) => b - a);
  const processor = longestProcessorTime(JSON.parse((await browser.stopTracing()).toString()).traceEvents);
  await page.close();

  const name = `main thread: longest task while ${texts} texts are read, ms`;
  const note =
    tasks.length === 0 ? `no task of ${LONG_MS} ms or more` : `tasks of ${LONG_MS} ms or more: ${tasks.map(Math.round).join(', ')}`;
  return [
    { name, atMost: LONG_MS, note, ...(tasks.length === 0 ? { text: `< ${LONG_MS}` } : { values: [tasks[0]] }) },
    {
      name: 'main thread: longest processor time of a task, ms',
      values: [processor],
      atMost: LONG_MS,
      note: 'of the same tasks: without waiting for a core',
    },
  ];
}

/** What V8 does with a page that rests, for its memory: the page asks for nothing of it, and browsers count it as no long task. */
const RESTING = 'V8.GCFinalizeMCReduceMemory';

/**
 * Milliseconds, over the tasks of the page's main thread, those aside in which V8 tidies up a page that rests (told apart where events of
 * `v8` are there); `marks`: over those that begin between these two marks of the page, each where it was set
 * last.
 */
export function longestProcessorTime(events, marks) {
  const at = (mark) =>
    Math.max(...events.filter(({ name, cat }) => name === mark && cat.includes('blink.user_timing')).map(({ ts }) => ts));
  const [from, to] = marks?.map(at) ?? [-Infinity, Infinity];
  const main = events
    .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
    .map(({ pid, tid }) => `${pid} ${tid}`);
  const resting = events.filter(({ name }) => name === RESTING);
  const rests = (task) =>
    resting.some(({ pid, tid, ts }) => pid === task.pid && tid === task.tid && ts >= task.ts && ts <= task.ts + task.dur);
  const tasks = events.filter(({ name, pid, tid, ts }) => name === 'RunTask' && ts >= from && ts <= to && main.includes(`${pid} ${tid}`));
  return Math.max(0, ...tasks.filter((task) => !rests(task)).map(({ tdur = 0 }) => tdur / 1000));
}
