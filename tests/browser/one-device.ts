/**
 * One GPU device for many models, in tests only. In software nearly all the time of a WebGPU test goes into compiling shaders, and most
 * shaders of one model are shaders of the next; but a page that loads a model starts a new worker with a new device, and a device compiles
 * everything anew.
 */
import type { Page } from '@playwright/test';
import { test } from './fixtures';

/**
 * Self-contained, because it runs in the page or in front of a worker's script: whoever asks for a device gets the same one, which nobody
 * can destroy and which keeps its pipelines. Chromium's WebGPU hands out a pipeline that is still there where shader and layout are equal.
 */
function keepDevice(): void {
  const { requestDevice } = GPUAdapter.prototype;
  const { createComputePipelineAsync } = GPUDevice.prototype;
  const pipelines = new Set<GPUComputePipeline>();
  let device: Promise<GPUDevice> | undefined;
  GPUAdapter.prototype.requestDevice = function (descriptor) {
    return (device ??= requestDevice.call(this, descriptor));
  };
  GPUDevice.prototype.destroy = () => undefined;
  GPUDevice.prototype.createComputePipelineAsync = async function (descriptor) {
    const pipeline = await createComputePipelineAsync.call(this, descriptor);
    pipelines.add(pipeline);
    return pipeline;
  };
}

/**
 * Self-contained, in the page: a model worker that is ended is the next one that is started (it unloads its model by itself before another
 * load). `first` is the source of a function that the worker runs before its own script.
 */
function keepWorker(first: string): void {
  const New = globalThis.Worker;
  const module = (text: string): string => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  let kept: Worker | undefined;
  function Kept(url: string | URL, options?: WorkerOptions): Worker {
    if (!/model\.worker/.test(String(url))) return new New(url, options);
    const script = [module(`(${first})();`), new URL(url, location.href).href];
    const worker = (kept ??= new New(module(script.map((from) => `import ${JSON.stringify(from)};`).join('\n')), options));
    worker.terminate = () => {
      worker.onmessage = worker.onerror = worker.onmessageerror = null;
    };
    return worker;
  }
  globalThis.Worker = Kept as unknown as typeof Worker;
}

/** Call before the page is opened. For models that the page itself loads, as tests/browser/bare does. */
export const onOneDevice = (page: Page): Promise<unknown> => page.addInitScript(keepDevice);

/** Call before the lab is opened, whose worker loads models one after the other. */
export const onOneWorker = (page: Page): Promise<unknown> => page.addInitScript(keepWorker, keepDevice.toString());

/**
 * A test whose `page` is one and the same for all tests of a file, prepared once. After a failure Playwright starts its worker process
 * anew, and with it the page.
 */
export const onePageTest = (prepare: (page: Page) => Promise<unknown>): typeof test =>
  test.extend<object, { opened: Page }>({
    opened: [
      async ({ browser }, use, { project }) => {
        // The kept worker begins as a blob, which the page's policy refuses.
        const page = await browser.newPage({ baseURL: project.use.baseURL!, bypassCSP: true, serviceWorkers: 'block' });
        await prepare(page);
        await use(page);
        await page.close();
      },
      { scope: 'worker' },
    ],
    page: ({ opened }, use) => use(opened),
  }) as unknown as typeof test;
