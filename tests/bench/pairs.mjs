/** The rows that matter to a person: the whole default set, pairs and scored texts, by the lab and by PyTorch, ten texts each in turn. */
import { readFileSync } from 'node:fs';
import { startPeer } from './peer.mjs';

const TEXTS = 10;
const SET = new URL('../../public/scenarios/empathy.json', import.meta.url);

/** @param {import('@playwright/test').Page} page the bench page @param {boolean} quick two chunks only */
export async function pairsRow(page, quick) {
  const { pairs, scored } = JSON.parse(readFileSync(SET, 'utf8'));
  const inChunks = (texts) => Array.from({ length: Math.ceil(texts.length / TEXTS) }, (_, i) => texts.slice(TEXTS * i, TEXTS * (i + 1)));
  const ofPairs = inChunks(pairs.flatMap((pair) => [pair.positive, pair.negative]));
  const chunks = quick ? ofPairs.slice(0, 2) : [...ofPairs, ...inChunks(scored.map(({ text }) => text))];
  const call = (what) => page.evaluate((what) => globalThis.bench(what), what);
  const ids = [];
  for (const chunk of chunks) ids.push(await call({ tokenize: chunk }));
  const peer = await startPeer(await page.evaluate(() => Math.min(8, navigator.hardwareConcurrency)));

  await call({ capture: chunks[0].slice(0, 2) }); // warm up
  await peer.capture?.(ids[0].slice(0, 2));
  const lab = [];
  const torch = [];
  for (const [i, chunk] of chunks.entries()) {
    const turns = [
      async () => lab.push(await call({ capture: chunk })),
      async () => peer.capture && torch.push(await peer.capture(ids[i])),
    ];
    if (i % 2) turns.reverse();
    for (const turn of turns) await turn();
  }
  peer.close?.();

  const tokens = ids.map((chunk) => chunk.reduce((sum, one) => sum + one.length, 0));
  const what = quick ? `${(chunks.length * TEXTS) / 2} pairs` : `${pairs.length} pairs and ${scored.length} scored texts`;
  const perSecond = (seconds) => seconds.map((s, i) => tokens[i] / s);
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  return [
    ...(quick ? [] : [{ name: `all ${pairs.length} pairs captured, s`, values: [sum(lab.slice(0, ofPairs.length))], atMost: 120 }]),
    { name: `${what} captured, s`, values: [sum(lab)], note: `${chunks.flat().length} texts, ${sum(tokens)} tokens, one by one` },
    { name: `${what} captured, tokens/s`, values: perSecond(lab), note: `by chunks of ${TEXTS} texts` },
    ...(torch.length === 0
      ? [{ name: `${what} in PyTorch`, text: 'skipped', note: peer.absent }]
      : [
          { name: `${what} in PyTorch, s`, values: [sum(torch)], note: `${peer.about}; no head, no tokenizer` },
          { name: `${what} in PyTorch, tokens/s`, values: perSecond(torch) },
          { name: 'capture in seconds: lab / PyTorch', values: lab.map((s, i) => s / torch[i]), note: 'chunk by chunk, in turn' },
        ]),
  ];
}
