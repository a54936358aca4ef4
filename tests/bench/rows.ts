/** The rows of the table that are measured inside the worker, through the code the lab itself runs: forward() and capture(). */
import { poolingsOf } from '../../src/experiment/capture';
import { parseScenarioSet } from '../../src/formats/scenario-set';
import { WholeCache, emptyCache } from '../../workers/pass/kv-cache';
import type { Device } from '../../src/protocol';
import { capture } from '../../workers/pass/capture';
import { ANSWERED_PIECE, PIECE } from '../../workers/pass/pieces';
import type { LoadedModel } from '../../workers/model/loaded';
import { argmax } from '../../workers/generate/sample';
import { attention } from './attention';
import { choices } from './choices';
import { edits } from './edits';
import { evidence } from './evidence';
import { growth } from './growth';
import { interleave, ratios } from './interleave';
import { labModel, loadedModel } from './models';
import { plainForward, plainModel } from './plain';
import { planOf7B } from './plan-7b';
import { playRow } from './play';
import { decoder, prefillOf, PROMPT } from './steps';

export interface Measured {
  name: string;
  /** One per round. */
  values: number[];
  /** Target for the median. */
  atMost?: number;
  note?: string;
}

export const ROWS = {
  'self-test': selfTest,
  decode,
  batch,
  widen,
  prefill,
  edits,
  attention: async (device, quick) => attention(await longText(await labModel(device)), quick),
  pieces,
  capture: captureRow,
  choices,
  play: playRow,
  evidence: (_, quick) => evidence(quick),
  growth: async (device, quick) => growth(device, await scenarioTexts(), quick),
  'plan-7b': () => Promise.resolve(planOf7B()),
} satisfies Record<string, (device: Device, quick: boolean) => Promise<Measured[]>>;

/** How near this device comes to the stored reference, and how long it takes to get ready. Fails nothing: the numbers say it. */
async function selfTest(device: Device): Promise<Measured[]> {
  const { info } = await loadedModel(device);
  const { selfTest: test } = info;
  const note = test.passed ? 'passed' : test.failures.join('; ');
  return [
    { name: 'self-test: 1 - lowest cosine with the stored reference', values: [1 - test.referenceCosine!], atMost: 1e-3, note },
    { name: 'self-test: 1 - cosine of logits, last token from the cache', values: [1 - test.cacheCosine] },
    { name: 'self-test: |read / write - 1|', values: [Math.abs(test.readOverWrite - 1)], atMost: test.tolerance },
    { name: 'self-test: difference of two plain runs, leak below', values: [test.zeroSteerDifference + test.leakBelow], atMost: 0 },
    { name: 'self-test, s', values: [test.seconds] },
    { name: 'model loaded and tested, s', values: [info.seconds], note: info.deviceName },
  ];
}

/** One token at a time after a prompt, the instrumented graph against the published one. */
async function decode(device: Device, quick: boolean): Promise<Measured[]> {
  const lab = await labModel(device);
  const plain = await plainModel(device, 'every-position', lab.graph);
  const one = decoder(lab, 1);
  const alike = await plainModel(device, 'one-position', lab.graph, true);
  const [first, second, third] = [new WholeCache(lab.graph, 1), new WholeCache(lab.graph, 1), emptyCache(lab, 1)];
  let next = lab.encode(PROMPT);
  let tokens = 0;
  let same = 0;
  const times = await interleave(
    quick ? 15 : 192,
    [
      () => one([next]),
      () => plainForward(plain, next, first),
      () => plainForward(plain, next, second),
      () => plainForward(alike, next, third),
    ],
    ([ours, theirs]) => {
      const token = argmax(theirs!);
      tokens++;
      if (argmax(ours!) === token) same++;
      next = [token];
    },
  );
  return [
    {
      name: 'decode, ms/token: instrumented / plain',
      values: ratios(times[0], times[1]),
      atMost: 1.05,
      note: `greedy tokens equal: ${same} of ${tokens}`,
    },
    {
      name: 'decode, ms/token: instrumented / plain with the lab’s cache and head',
      values: ratios(times[0], times[3]),
      atMost: 1.05,
      note: 'what reading and steering cost by themselves',
    },
    { name: 'decode, ms/token: plain / plain', values: ratios(times[2], times[1]), note: 'noise floor of the rows above' },
    { name: 'decode, ms/token: instrumented', values: times[0]! },
    { name: 'decode, ms/token: plain', values: times[1]! },
  ];
}

/** One step of 1, 2, 4 and 8 rows, each row steered by another strength. */
async function batch(device: Device, quick: boolean): Promise<Measured[]> {
  const lab = await labModel(device);
  const sizes = [1, 2, 4, 8];
  const prompt = lab.encode(PROMPT);
  const steps = sizes.map((rows) => decoder(lab, rows));
  let next = sizes.map((rows) => new Array<number[]>(rows).fill(prompt));
  const times = await interleave(
    quick ? 8 : 64,
    sizes.map((_, i) => () => steps[i]!(next[i]!)),
    (logits) => {
      next = sizes.map((rows, i) => {
        const vocab = logits[i]!.length / rows;
        return Array.from({ length: rows }, (_, row) => [argmax(logits[i]!.subarray(row * vocab, (row + 1) * vocab))]);
      });
    },
  );
  const compared = sizes.slice(1).map((rows, i): Measured => ({
    name: `decode step: batch of ${rows} / batch of 1`,
    values: ratios(times[i + 1], times[0]),
    ...(rows === 8 ? { atMost: 3, note: 'eight strengths beside one' } : {}),
  }));
  return [...compared, ...sizes.map((rows, i): Measured => ({ name: `decode step, ms: batch of ${rows}`, values: times[i]! }))];
}

/** The same graph with float32 and with 4-bit weights. */
async function widen(device: Device, quick: boolean): Promise<Measured[]> {
  const wide = await labModel(device);
  const narrow = await labModel(device, false);
  const text = await longText(wide);
  const prefills = await interleave(quick ? 2 : 6, [() => prefillOf(wide, text.slice(0, 64)), () => prefillOf(narrow, text.slice(0, 64))]);
  const steps = [decoder(wide, 1), decoder(narrow, 1)];
  const decodes = await interleave(
    quick ? 3 : 12,
    steps.map((step) => (round: number) => step([round === 0 ? text.slice(0, 16) : [text[16 + round]!]])),
  );
  const note = 'both instrumented';
  return [
    { name: 'decode: widened / quantised', values: ratios(decodes[0], decodes[1]), note },
    { name: 'prefill of 64 tokens: widened / quantised', values: ratios(prefills[0], prefills[1]), note },
    { name: 'decode, ms/token: quantised', values: decodes[1]! },
    { name: 'prefill of 64 tokens, ms: quantised', values: prefills[1]! },
  ];
}

/** Tokens per second of a prompt's first pass, keys and values kept, as generation has it. */
async function prefill(device: Device, quick: boolean): Promise<Measured[]> {
  const lab = await labModel(device);
  const text = await longText(lab);
  const lengths = [64, 128];
  const times = await interleave(
    quick ? 4 : 16,
    lengths.map((length) => () => prefillOf(lab, text.slice(0, length))),
  );
  return lengths.map((length, i) => ({
    name: `prefill of ${length} tokens, tokens/s`,
    values: times[i]!.map((ms) => (1000 * length) / ms),
  }));
}

/** A prompt read in pieces, after each of which a stop comes in, against the same prompt read in one pass, and a piece against a token. */
async function pieces(device: Device, quick: boolean): Promise<Measured[]> {
  const lab = await labModel(device);
  const text = await longText(lab);
  const sizes = [ANSWERED_PIECE, PIECE, 2 * PIECE];
  const out: Measured[] = [];
  for (const length of quick ? [256] : [256, 512, 1024]) {
    const ids = Array.from({ length }, (_, i) => text[i % text.length]!);
    const step = decoder(lab, 1);
    await step([ids.slice(0, 64)]);
    const times = await interleave<unknown>(quick ? 2 : 6, [
      () => prefillOf(lab, ids),
      () => prefillOf(lab, ids.slice(0, ANSWERED_PIECE)),
      () => step([[ids[0]!]]),
      ...sizes.map((size) => () => prefillOf(lab, ids, size)),
    ]);
    out.push(
      { name: `prompt of ${length} tokens, s: one pass`, values: times[0]!.map((ms) => ms / 1000) },
      { name: `piece of ${ANSWERED_PIECE} tokens, ms`, values: times[1]! },
      { name: `piece of ${ANSWERED_PIECE} tokens / decode step`, values: ratios(times[1], times[2]) },
      ...sizes.map((size, i) => ({
        name: `prompt of ${length} tokens: pieces of ${size} / one pass`,
        values: ratios(times[3 + i], times[0]),
        ...(size === PIECE && { atMost: 1.05 }),
      })),
    );
  }
  return out;
}

/** Reading a text for its residuals against reading it for its next token. */
async function captureRow(device: Device, quick: boolean): Promise<Measured[]> {
  const lab = await labModel(device);
  const plain = await plainModel(device, 'one-position', lab.graph);
  const all = await scenarioTexts();
  const signal = new AbortController().signal;
  const ours = async (round: number): Promise<void> => {
    await capture(lab, { texts: [all[round % all.length]!], poolings: ['mean'], template: false, maxTokens: 512 }, () => {}, signal);
  };
  const theirs = async (round: number): Promise<void> => {
    await plainForward(plain, lab.encode(all[round % all.length]!), new WholeCache(lab.graph, 1), false);
  };
  const every = async (round: number): Promise<void> => {
    const poolings = poolingsOf({ template: false });
    await capture(lab, { texts: [all[round % all.length]!], poolings, template: false, maxTokens: 512 }, () => {}, signal);
  };
  const times = await interleave(quick ? 6 : 40, [ours, theirs, every]);
  return [
    {
      name: 'capture of pooled residuals / plain prefill',
      values: ratios(times[0], times[1]),
      atMost: 1.05,
      note: 'texts of empathy.json; the plain graph has its logits cut to one position',
    },
    {
      name: 'capture of all poolings / of one',
      values: ratios(times[2], times[0]),
      atMost: 1.05,
      note: `${poolingsOf({ template: false }).length} poolings in one pass`,
    },
    { name: 'capture, ms/text', values: times[0]! },
  ];
}

/** Texts of the pairs, positive and negative in turn. */
async function scenarioTexts(): Promise<string[]> {
  const set = parseScenarioSet(await (await fetch('/scenarios/empathy.json')).text(), 'empathy.json');
  return set.pairs.flatMap((pair) => [pair.positive, pair.negative]);
}

/** Token ids of some hundred words. */
const longText = async (model: LoadedModel): Promise<number[]> => model.encode((await scenarioTexts()).slice(0, 8).join(' '));
