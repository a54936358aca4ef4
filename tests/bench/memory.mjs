/**
 * Does memory grow from answer to answer? WebAssembly's memory (weights, caches, activations; it never shrinks) and what the browser counts
 * for page and worker together, after a few answers and after many.
 */
const ANSWERS = { quick: [2, 6], whole: [5, 50] };
const TOKENS = { quick: 8, whole: 32 };

/** @param {import('@playwright/test').Page} page the bench page @param {boolean} quick */
export async function memoryRow(page, quick) {
  const [few, many] = quick ? ANSWERS.quick : ANSWERS.whole;
  const tokens = quick ? TOKENS.quick : TOKENS.whole;
  const after = async (times) => {
    const wasm = await page.evaluate((generations) => globalThis.bench({ generations }), { times, tokens });
    return { wasm, all: await page.evaluate(async () => (await performance.measureUserAgentSpecificMemory()).bytes) };
  };
  const first = await after(few);
  const last = await after(many - few);
  const what = `after ${many} answers of ${tokens} tokens / after ${few}`;
  const mb = (bytes) => `${Math.round(bytes / 1e6)} MB`;
  return [
    {
      name: `memory: WebAssembly’s, ${what}`,
      values: [last.wasm / first.wasm],
      atMost: 1.05,
      note: `${mb(first.wasm)}, then ${mb(last.wasm)}`,
    },
    {
      name: `memory: page and worker, ${what}`,
      values: [last.all / first.all],
      atMost: 1.05,
      note: `${mb(first.all)}, then ${mb(last.all)}, by measureUserAgentSpecificMemory`,
    },
  ];
}
