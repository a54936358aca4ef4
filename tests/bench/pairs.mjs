/**
 * The rows that matter to a person: the whole default set, pairs and scored texts, by the lab and by PyTorch, ten texts each in turn; the
 * same texts joined to the length of the paper's; and the pairs by the lab and by steering-vectors, which trains a vector on them.
 */
import { readFileSync } from 'node:fs';
import { startPeer } from './peer.mjs';

const TEXTS = 10;
/** Tokens of a text of the paper, and how many such are read in a turn. */
const [LONG, LONG_TEXTS] = [360, 2];
const SET = new URL('../../public/scenarios/empathy.json', import.meta.url);

/** @param {import('@playwright/test').Page} page the bench page @param {boolean} quick few chunks */
export async function pairsRow(page, quick) {
  const { pairs, scored } = JSON.parse(readFileSync(SET, 'utf8'));
  const ofPairs = chunksOf(
    pairs.flatMap((pair) => [pair.positive, pair.negative]),
    TEXTS,
  );
  const ofScored = chunksOf(
    scored.map(({ text }) => text),
    TEXTS,
  );
  const chunks = quick ? ofPairs.slice(0, 2) : [...ofPairs, ...ofScored];
  const call = (what) => page.evaluate((what) => globalThis.bench(what), what);
  const tokenized = async (chunks) => {
    const ids = [];
    for (const chunk of chunks) ids.push(await call({ tokenize: chunk }));
    return ids;
  };
  const ids = await tokenized(chunks);
  const joined = chunksOf(joinedTo(LONG, chunks.flat(), ids.flat()), LONG_TEXTS).slice(0, quick ? 1 : Infinity);
  const longIds = await tokenized(joined);
  const peer = await startPeer(await page.evaluate(() => Math.min(8, navigator.hardwareConcurrency)));

  await call({ capture: chunks[0].slice(0, 2) }); // warm up
  await peer.capture?.(ids[0].slice(0, 2));
  const [lab, torch] = await inTurns(chunks, (chunk) => call({ capture: chunk }), peer.capture && ((_, i) => peer.capture(ids[i])));
  const [longLab, longTorch] = await inTurns(
    joined,
    (chunk) => call({ capture: chunk }),
    peer.capture && ((_, i) => peer.capture(longIds[i])),
  );
  const inPairs = (chunk) => chunksOf(chunk, 2);
  const trains = peer.train && (await peer.train(inPairs(ofPairs[0].slice(0, 2)))) !== null;
  const some = quick ? ofPairs.slice(0, 2) : ofPairs;
  const [own, trained] = trains
    ? await inTurns(
        some,
        (chunk) => call({ capture: chunk }),
        (chunk) => peer.train(inPairs(chunk)),
      )
    : [[], []];
  peer.close?.();

  const tokens = ids.map(lengthOf);
  const longTokens = longIds.map(lengthOf);
  const what = quick ? `${(chunks.length * TEXTS) / 2} pairs` : `${pairs.length} pairs and ${scored.length} scored texts`;
  const texts = longIds.flat();
  const long = `${texts.length} texts of ${Math.round(sum(longTokens) / texts.length)} tokens`;
  const ratio = (a, b) => a.map((seconds, i) => seconds / b[i]);
  return [
    ...(quick ? [] : [{ name: `all ${pairs.length} pairs captured, s`, values: [sum(lab.slice(0, ofPairs.length))], atMost: 120 }]),
    { name: `${what} captured, s`, values: [sum(lab)], note: `${chunks.flat().length} texts, ${sum(tokens)} tokens, one by one` },
    { name: `${what} captured, tokens/s`, values: perSecond(tokens, lab), note: `by chunks of ${TEXTS} texts` },
    { name: `${long} captured, tokens/s`, values: perSecond(longTokens, longLab), note: 'the same texts, joined' },
    ...(peer.capture
      ? [
          { name: `${what} in PyTorch, s`, values: [sum(torch)], note: `${peer.about}; no head, no tokenizer` },
          { name: `${what} in PyTorch, tokens/s`, values: perSecond(tokens, torch) },
          { name: 'capture in seconds: lab / PyTorch', values: ratio(lab, torch), atMost: 1 / 0.5, note: 'chunk by chunk, in turn' },
          { name: `${long} in PyTorch, tokens/s`, values: perSecond(longTokens, longTorch) },
          { name: 'capture of long texts in seconds: lab / PyTorch', values: ratio(longLab, longTorch), atMost: 1 / 0.45, note: 'in turn' },
        ]
      : [{ name: `${what} in PyTorch`, text: 'skipped', note: peer.absent }]),
    trains
      ? {
          name: 'a vector of the pairs in seconds: the lab’s capture / steering-vectors',
          values: ratio(own, trained),
          note: `${(some.length * TEXTS) / 2} pairs by chunks of ${TEXTS / 2}; steering-vectors reads the last token and computes the head, too`,
        }
      : { name: 'a vector of the pairs by steering-vectors', text: 'skipped', note: peer.absent ?? 'steering_vectors is absent' },
  ];
}

const chunksOf = (all, size) => Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(size * i, size * (i + 1)));
const sum = (values) => values.reduce((total, value) => total + value, 0);
const lengthOf = (chunk) => sum(chunk.map((one) => one.length));
const perSecond = (tokens, seconds) => seconds.map((s, i) => tokens[i] / s);

/** Texts one after the other, joined until each has `length` tokens. What is left at the end is none. */
function joinedTo(length, texts, ids) {
  const joined = [];
  let [text, tokens] = ['', 0];
  texts.forEach((next, i) => {
    text += (text && '\n\n') + next;
    tokens += ids[i].length;
    if (tokens < length) return;
    joined.push(text);
    [text, tokens] = ['', 0];
  });
  return joined;
}

/** Seconds of both ways over each chunk, who is first in turn; of the first alone where there is no other. */
async function inTurns(chunks, first, second) {
  const times = [[], []];
  for (const [i, chunk] of chunks.entries()) {
    const turns = [async () => times[0].push(await first(chunk, i)), async () => second && times[1].push(await second(chunk, i))];
    for (const turn of i % 2 ? turns.reverse() : turns) await turn();
  }
  return times;
}
