/**
 * `npm run bench`: builds the bench page, opens it in Chromium and prints one table, also written to test-results/bench.md; every number
 * is in test-results/bench.json.
 *   --quick        few rounds, to see that it works
 *   --only NAME    one group of rows; may be given again
 *   --gpu          on WebGPU, on this machine's graphics card, in place of WASM; LAB_ADAPTER=software takes SwiftShader (very slow)
 * Ratios come from turns on the same machine in the same minute; milliseconds are this machine's, today.
 * EIA_BENCH_PYTHON names a Python with torch, transformers, onnx and numpy (and steering-vectors) for the rows beside PyTorch;
 * EIA_BENCH_GGUF a GGUF file of the embedded model, for those beside wllama.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { CHROMIUM_ARGS, HARDWARE_WEBGPU, SOFTWARE_WEBGPU, findChromium } from '../chromium.mjs';
import { activationsRow } from './activations.mjs';
import { evidencePageRow } from './evidence-page.mjs';
import { loadRow } from './load.mjs';
import { mainThreadRow } from './main-thread.mjs';
import { memoryRow } from './memory.mjs';
import { pairsRow } from './pairs.mjs';
import { startRow } from './start.mjs';
import { stopRow } from './stop.mjs';
import { table } from './table.mjs';
import { wireRow } from './wire.mjs';
import { writersRow } from './writers.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const BENCH = { configFile: here('vite.config.mjs') };
const LAB = {
  root: here('../..'),
  configFile: here('../../vite.config.ts'),
  logLevel: 'warn',
  build: { outDir: here('../../test-results/bench-lab'), emptyOutDir: true },
};

let benchBuilt;
/** Groups of rows, each on a page of its own: what one leaves in memory does not slow the next. */
const GROUPS = {
  'self-test': onBenchPage(inWorker('self-test')),
  decode: onBenchPage(inWorker('decode')),
  batch: onBenchPage(inWorker('batch')),
  widen: onBenchPage(inWorker('widen')),
  prefill: onBenchPage(inWorker('prefill')),
  edits: onBenchPage(inWorker('edits')),
  attention: onBenchPage(inWorker('attention')),
  pieces: onBenchPage(inWorker('pieces')),
  capture: onBenchPage(inWorker('capture')),
  choices: onBenchPage(inWorker('choices')),
  play: onBenchPage(inWorker('play')),
  evidence: onBenchPage(inWorker('evidence')),
  growth: onBenchPage(inWorker('growth')),
  'plan-7b': onBenchPage(inWorker('plan-7b')),
  pairs: onBenchPage(pairsRow),
  writers: onBenchPage(writersRow),
  memory: onBenchPage(memoryRow),
  stop: async (browser, quick) => served(LAB, (url) => stopRow(browser, at(url), quick)),
  wire: async (browser, quick) => served(LAB, (url) => wireRow(browser, at(url), quick)),
  start: async (browser, quick) => served(LAB, (url) => startRow(browser, url, quick)),
  'main-thread': async (browser, quick) => served(LAB, (url) => mainThreadRow(browser, at(url), quick)),
  load: async (browser, quick) => served(LAB, (url) => loadRow(browser, at(url), quick)),
  activations: async (browser, quick) => served(LAB, (url) => activationsRow(browser, at(url), quick)),
  'evidence-page': async (browser, quick) => served(LAB, (url) => evidencePageRow(browser, at(url), quick)),
};

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    gpu: { type: 'boolean', default: false },
  },
});
const device = options.gpu ? 'webgpu' : 'wasm';
/** WebGPU never widens weights, takes no edits yet, and has its attention fused. */
if (options.gpu) {
  delete GROUPS.widen;
  delete GROUPS.edits;
  delete GROUPS.attention;
}
const names = options.only ?? Object.keys(GROUPS);
for (const name of names) if (!(name in GROUPS)) throw new Error(`--only ${name}: expected one of ${Object.keys(GROUPS).join(', ')}`);

const browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_ARGS, ...adapterArgs()] });
const rows = [];
try {
  const adapter = options.gpu ? await onBenchPage(adapterName)(browser) : null;
  for (const name of names) {
    console.error(`measuring ${name} …`);
    rows.push(...(await GROUPS[name](browser, options.quick)));
  }
  const machine = `${adapter ? `WebGPU on ${adapter}, ` : ''}${cpus().length} cores (${cpus()[0].model.trim()}), Chromium ${browser.version()}, ${new Date().toISOString().slice(0, 10)}${options.quick ? ', quick' : ''}`;
  const report = `${table(rows)}\n\n${machine}\n`;
  mkdirSync(here('../../test-results'), { recursive: true });
  writeFileSync(here('../../test-results/bench.md'), report);
  writeFileSync(here('../../test-results/bench.json'), JSON.stringify({ machine, device, quick: options.quick, rows }));
  console.log(report);
} finally {
  await browser.close();
}

/** Builds, serves while `use` runs, stops. */
async function served(config, use) {
  await build(config);
  const server = await preview(config);
  try {
    return await use(server.resolvedUrls.local[0]);
  } finally {
    await server.close();
  }
}

function onBenchPage(measure) {
  return async (browser, quick) => {
    await (benchBuilt ??= build(BENCH));
    const server = await preview(BENCH);
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error));
    try {
      await page.goto(at(server.resolvedUrls.local[0]));
      return await measure(page, quick);
    } finally {
      await page.close();
      await server.close();
    }
  };
}

function at(url) {
  return `${url}?device=${device}`;
}

function adapterArgs() {
  if (!options.gpu) return [];
  return process.env.LAB_ADAPTER === 'software' ? SOFTWARE_WEBGPU : HARDWARE_WEBGPU;
}

/** Asked again for some seconds: a browser that has just started may say no once, while its graphics process settles. */
function adapterName(page) {
  return page.evaluate(async () => {
    let adapter = null;
    for (let round = 0; !adapter && round < 10; round++) {
      if (round > 0) await new Promise((resolve) => setTimeout(resolve, 300));
      adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
    }
    if (!adapter) throw new Error('--gpu: the browser offers no graphics adapter');
    const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
    return [vendor, architecture, description, isFallbackAdapter && '(software)'].filter(Boolean).join(' ');
  });
}

/** A row of rows.ts. */
function inWorker(row) {
  return (page, quick) => page.evaluate((call) => globalThis.bench(call), { row, quick });
}
