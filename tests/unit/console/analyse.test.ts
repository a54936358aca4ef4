/**
 * lab.analyse against a worker of ours and the lab's own analysis: what is read, what comes back, and what is said where a number cannot
 * be.
 */
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { textOf } from '../../../src/lab/passage';
import { createLab } from '../../../src/console/console';
import { LabError } from '../../../src/error';
import type { Captured, CaptureEvent, CaptureRequest } from '../../../src/protocol';
import { carrier, meanResidual, withoutMean } from '../../../src/lab/carrier';
import { indices, type TextIndex } from '../../../src/lab/indices';
import { pairsInARow } from '../../../src/lab/direction';
import { gaussian, random } from '../../../src/lab/random';
import { conclusion } from '../../../src/lab/report/conclusion';
import type { Residuals } from '../../../src/lab/residuals';
import { analyse } from '../../../workers/analysis/analyse';
import { besideOf } from '../../../workers/analysis/beside';
import { gatherEvidence } from '../../../workers/analysis/evidence';
import { fakePage } from '../app/ports';
import { expectClose } from '../lab/golden';

const [LAYERS, WIDTH] = [3, 8];
const NEUTRAL = readFileSync(new URL('../../../public/scenarios/neutral.json', import.meta.url), 'utf8');
type Texts = { groups: { texts: string[] }[] };
const neutralCount = (JSON.parse(NEUTRAL) as Texts).groups.flatMap(({ texts }) => texts).length;

/** A text with "flat" in it reads as every other such text at block 0, and one with "twin" as its own kind at every block. */
const FLAT = { flat: /flat/, twin: /twin/ };

/** Noise by the text; from block 1 on what begins with "yes" lies apart along the first feature. */
function residual(text: string, shuffled: boolean): number[] {
  if (FLAT.twin.test(text))
    return Array.from({ length: LAYERS * WIDTH }, (_, at) => (text.startsWith('yes') ? 1 : -1) * ((at % WIDTH) + 1));
  if (FLAT.flat.test(text)) return residual(text.replace('flat', 'varied'), shuffled).map((value, at) => (at < WIDTH ? 1 : value));
  const seed = [...text].reduce((sum, letter, i) => (sum * 31 + letter.charCodeAt(0) + i) % 65_521, 7);
  const normal = gaussian(random(seed));
  const side = shuffled ? 0 : text.startsWith('yes') ? 3 : text.startsWith('no') ? -3 : 0;
  return Array.from({ length: LAYERS * WIDTH }, (_, at) => normal() + (at % WIDTH === 0 && at >= WIDTH ? side : 0));
}
const asked: CaptureRequest[] = [];
function answers(kind: string, request: CaptureRequest, options?: { onEvent?: ((event: never) => void) | undefined }): Promise<unknown> {
  if (kind !== 'capture') return Promise.reject(new Error(kind));
  asked.push(request);
  const { shuffle } = request;
  const texts = request.texts.map(textOf);
  texts.forEach((_, i) => options?.onEvent?.({ done: i + 1, of: texts.length } as CaptureEvent as never));
  return Promise.resolve({
    layers: LAYERS,
    width: WIDTH,
    count: texts.length,
    data: Float32Array.from(texts.flatMap((text) => residual(text, shuffle !== undefined))),
    tokens: texts.map(() => 5),
    truncated: texts.map(() => false),
    tokenHashes: texts.map((text) => text.toUpperCase()),
  } satisfies Captured);
}
const lab = createLab(fakePage({ answers, own: { 'scenarios/neutral.json': NEUTRAL } }).app);
const away = createLab(fakePage({ answers }).app);
const said = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
beforeEach(() => {
  said.mockClear();
  asked.length = 0;
});

test('texts without partners are read behind their prompts', async () => {
  const lone = Array.from({ length: 8 }, (_, i) => ({
    text: `${i % 2 === 0 ? 'yes' : 'no'}, number ${i}`,
    label: i % 2 === 0 ? ('positive' as const) : ('negative' as const),
    ...(i < 6 && { prompt: `Question ${i}?` }),
  }));
  await lab.analyse({ texts: lone }, { pooling: 'answer', controls: false });
  expect(asked[0]!.texts).toEqual(lone.map(({ text, prompt = '' }) => ({ prompt, text })));
  await expect(lab.analyse({ texts: [{ ...lone[0]!, prompt: '' }] })).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('texts[0].prompt: expected a non-empty text') as string,
  });
});

const plain = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ positive: `yes, number ${i}`, negative: `no, number ${i} again` }));
const grouped = (count: number) => plain(count).map((pair, i) => ({ ...pair, group: `scene ${i % 4}` }));
const split = (count: number) =>
  grouped(count).map((pair, i) => ({ ...pair, split: Math.floor(i / 4) % 2 ? ('test' as const) : ('train' as const) }));
/** What is said of `carrier` where nobody asks for neutral texts. */
const finite = (values: number[] | undefined) => values!.every(Number.isFinite);

describe('pairs that say which are for the test', () => {
  test('are measured on those, as lab.evaluate measures them', async () => {
    const pairs = split(40);
    const { layers, width, directions, table, groups, words, length, methods, recommended, warnings } = await lab.analyse(pairs);
    const tests = pairs.filter((pair) => pair.split === 'test').map(({ positive, negative }) => ({ positive, negative }));
    const train = pairs.filter((pair) => pair.split === 'train');
    const found = await lab.directions(train);
    expect([layers, width, directions.data, directions.trainedOn]).toEqual([LAYERS, WIDTH, found.data, found.trainedOn]);
    const rows = await lab.evaluate(directions, tests);
    for (const column of ['auroc', 'aurocLow', 'aurocHigh', 'accuracy', 'separation', 'd', 'pairsRight'] as const)
      expect(table[column]).toEqual(rows.map((row) => row[column]));
    expect(table.auroc[1]).toBe(1);
    expect([finite(table.agreement), table.carrier]).toEqual([true, [NaN, NaN, NaN]]);
    // Those that are always there, and groups left out and folds, which name a block.
    expect(Object.keys(table)).toHaveLength(13);
    expect([Object.keys(groups), words, length]).toEqual([
      ['scene 0', 'scene 1', 'scene 2', 'scene 3'],
      { auroc: 1, low: expect.any(Number) as number, high: 1 },
      { auroc: expect.any(Number) as number },
    ]);
    expect(recommended!.band).toHaveLength(2);
    expect(warnings).toEqual([]);
    expect([Object.keys(methods), Object.keys(methods.lda), methods.lda.pca]).toEqual([
      ['mean-difference', 'pca', 'lda', 'logistic'],
      ['mean-difference', 'pca', 'logistic'],
      methods.pca.lda,
    ]);
    expect(methods['mean-difference'].lda).toHaveLength(LAYERS);
    expect(methods['mean-difference'].logistic![1]).toBeGreaterThan(0.5);
    expect(asked[0]).toEqual({
      texts: pairs.flatMap(({ positive, negative }) => [positive, negative]),
      poolings: ['mean'],
      template: false,
      maxTokens: 512,
    });
    expect((await lab.evaluate(directions, train)).warnings).toHaveLength(1);
    expect(await lab.score(directions, ['yes, more'])).toHaveLength(1);
  });

  test('without the mean of the neutral texts nothing of it is left in the direction, and all evidence is of that direction', async () => {
    const { directions } = await lab.analyse(split(40), { controls: true });
    const read = asked.length;
    const { directions: out, table, warnings } = await lab.analyse(split(40), { withoutMean: true, controls: true });
    expect(asked.slice(read).map(({ texts }) => texts.length)).toEqual([80 + neutralCount, 40]);
    const captured = await lab.capture(asked[0]!.texts.map(textOf));
    const neutral = meanResidual(captured, indices<TextIndex>(captured.count).slice(80));
    expect(carrier(directions, neutral).some((cosine) => cosine > 0.01)).toBe(true);
    expectClose(out.data, withoutMean(directions, neutral).data, 1e-6);
    for (const cosine of table.carrier) expect(cosine).toBeLessThan(1e-5);
    expect([finite(table.auroc), finite(table.shuffledHigh), table.auroc[1], warnings]).toEqual([true, true, 1, []]);
    // Without controls the neutral texts are read for it alone; without them it cannot be had.
    asked.length = 0;
    expect((await lab.analyse(split(40), { withoutMean: true })).directions.data).toEqual(out.data);
    expect(asked.map(({ texts }) => texts.length)).toEqual([80 + neutralCount]);
    await expect(away.analyse(split(40), { withoutMean: true })).rejects.toMatchObject({
      code: 'no-neutral-texts',
      message: expect.stringContaining('their mean cannot be taken out: ') as string,
    });
    await expect(lab.analyse(split(40), { withoutMean: 'yes' as never })).rejects.toThrow('withoutMean: expected true or false, got "yes"');
  });

  test('with controls come chance, shuffled tokens and neutral texts; progress goes over all of it', async () => {
    const progress: { done: number; of: number }[] = [];
    const onProgress = (one: { done: number; of: number }) => progress.push(one);
    const { table, warnings, conclusion, recommended } = await lab.analyse(split(40), { controls: true, onProgress });
    expect(conclusion!.sentences[0]).toContain(`block ${conclusion!.layer}`);
    expect((await lab.analyse(split(40))).conclusion).toBeNull();
    asked.splice(2);
    const names = [
      'shuffledLow',
      'shuffledHigh',
      'permutationP',
      'permutationMaxP',
      'randomLow',
      'randomHigh',
      'tokenShuffled',
      'selectivity',
    ] as const;
    for (const name of names) expect([name, finite(table[name])]).toEqual([name, true]);
    expect(finite(table.carrier)).toBe(true);
    expect(table.permutationP![1]).toBeLessThan(0.01);
    expect(table.tokenShuffled![1]).toBeLessThan(0.9);
    // The block to steer at is named by pairs held out in turn, not by the figures that it is shown with.
    expect([finite(table.crossMean), finite(table.foldMean)]).toEqual([true, true]);
    expect(recommended!.reason).toContain('cross-validated AUROC');
    expect(warnings).toEqual([]);
    const all = 80 + neutralCount + 40 + LAYERS;
    expect(asked.map(({ texts, shuffle }) => [texts.length, shuffle])).toEqual([
      [80 + neutralCount, undefined],
      [40, 1],
    ]);
    expect(progress.at(-1)).toEqual({ done: all, of: all });
    expect(progress.map(({ done }) => done)).toEqual(progress.map((_, i) => i + 1));
  });

  test('behind a prompt and in a chat template a text’s own tokens are shuffled; where they cannot be told, that is said', async () => {
    const prompted = split(40).map((pair, i) => ({ ...pair, prompt: `Question ${i}?` }));
    for (const template of [true, false]) {
      asked.length = 0;
      const { table, warnings } = await lab.analyse(prompted, { controls: true, template });
      expect([finite(table.tokenShuffled!), warnings]).toEqual([true, []]);
      const { texts, shuffle } = asked.at(-1)!;
      expect([asked.length, shuffle, texts[0]]).toEqual([2, 1, { prompt: 'Question 4?', text: prompted[4]!.positive }]);
    }
    const mute = createLab(
      fakePage({
        answers: (kind, request, options) =>
          (request as CaptureRequest).shuffle === undefined
            ? answers(kind, request as CaptureRequest, options)
            : Promise.reject(new LabError('no-answer', 'Text 1 of 20: its tokens cannot be told.')),
        own: { 'scenarios/neutral.json': NEUTRAL },
      }).app,
    );
    const { table, warnings } = await mute.analyse(split(40), { controls: true, template: true });
    expect([table.tokenShuffled, finite(table.carrier)]).toEqual([[NaN, NaN, NaN], true]);
    expect(warnings).toEqual([
      'tokenShuffled is NaN at every block: not of every test text its own tokens can be told from those of the chat template or the prompt round it.',
    ]);
    const offline = await away.analyse(split(40), { controls: true });
    expect(offline.table.carrier).toEqual([NaN, NaN, NaN]);
    expect(offline.warnings).toEqual([expect.stringMatching(/^The neutral texts could not be read, so carrier is NaN: /)]);
  });

  test('give what the page gives of the same texts: columns, groups, the block to steer at, and the paragraph', async () => {
    const pairs = split(40);
    const { table, groups, recommended, conclusion: said } = await lab.analyse(pairs, { controls: true });
    const texts = [
      ...pairs.flatMap(({ positive, negative }) => [positive, negative]),
      ...(JSON.parse(NEUTRAL) as Texts).groups.flatMap((one) => one.texts),
    ];
    const mixed = pairs.flatMap(({ split: part, positive, negative }) => (part === 'test' ? [positive, negative] : []));
    const read = (some: string[], shuffled: boolean): Residuals => ({
      layers: LAYERS,
      width: WIDTH,
      count: some.length,
      data: Float32Array.from(some.flatMap((text) => residual(text, shuffled))),
    });
    // As src/app/evidence-actions.ts asks the analysis worker: report, evidence, then what was read beside the set.
    const own = read(texts.slice(0, 80), false);
    const places = pairsInARow(40).map((place, i) => ({ ...place, split: pairs[i]!.split, group: pairs[i]!.group }));
    const plan = { contrast: places, method: 'mean-difference', seed: 1 } as const;
    const asRead = { residuals: own, have: new Uint8Array(80).fill(1), words: texts.slice(0, 80), rated: [] };
    const { report, directions } = analyse(asRead, { ...plan, scored: [], resamples: 2000 })!;
    const gathered = await gatherEvidence(own, { ...plan, report }, () => undefined, new AbortController().signal);
    const kept = { neutral: texts.slice(80), shuffled: mixed, apart: [] };
    const { columns } = besideOf(kept, directions.data, { contrast: pairs, seed: 1 }, (from) =>
      from === 0 ? read(kept.neutral, false) : read(mixed, true),
    );
    const page = { ...gathered, table: { ...gathered.table, ...columns } };
    expect(recommended).toEqual(page.recommended);
    expect(said).toEqual(conclusion(report, page));
    expect(groups).toEqual(Object.fromEntries(page.groups.map(({ group, auroc }) => [group, auroc])));
    const columnsOf = Object.fromEntries(Object.entries(page.table).map(([name, values]) => [name, Array.from(values)]));
    expect(table).toMatchObject(columnsOf);
    expect(Object.keys(columnsOf)).toEqual(expect.arrayContaining(['crossMean', 'crossMin', 'foldMean', 'foldMin']));
  });

  test('another validation holds all pairs out in turn, beside the test', async () => {
    const { table, groups } = await lab.analyse(split(40), { validation: 'leave-one-group-out' });
    expect(Object.keys(groups)).toEqual(['scene 0', 'scene 1', 'scene 2', 'scene 3']);
    const means = table.auroc.map((_, layer) => Object.values(groups).reduce((sum, auroc) => sum + auroc[layer]! / 4, 0));
    table.crossMean!.forEach((mean, layer) => expect(mean).toBeCloseTo(means[layer]!, 12));
    expect(table.crossMin).toEqual(table.auroc.map((_, layer) => Math.min(...Object.values(groups).map((auroc) => auroc[layer]!))));
    expect(table.auroc[1]).toBe(1);
  });

  test('folds have a conclusion, too: with a test, and without one', async () => {
    const tested = await lab.analyse(split(40), { validation: 'k-fold', controls: true });
    expect(tested.conclusion!.sentences.join(' ')).toContain('With each part of the pairs held out in turn the mean is');
    const alone = await lab.analyse(plain(40), { validation: 'k-fold', controls: true });
    expect(alone.conclusion).toMatchObject({ kind: 'folds', layer: alone.recommended!.layer });
    expect(alone.conclusion!.sentences[0]).toContain('without test pairs neither chance nor words are compared');
  });
});

describe('pairs without a test', () => {
  test('are held out by group, where there are two', async () => {
    const { table, groups, words, length, recommended, warnings } = await lab.analyse(grouped(20), { controls: true });
    expect([Object.keys(groups).length, finite(table.crossMean), finite(table.crossMin)]).toEqual([4, true, true]);
    expect([table.auroc, table.permutationP, table.tokenShuffled, words, length]).toEqual([
      [NaN, NaN, NaN],
      [NaN, NaN, NaN],
      [NaN, NaN, NaN],
      null,
      null,
    ]);
    expect(recommended!.layer).toBeGreaterThan(0);
    expect(warnings[0]).toMatch(/^None of the pairs is a test pair/);
  });

  test('else in parts, where there are enough', async () => {
    const five = await lab.analyse(plain(10));
    expect([finite(five.table.foldMean), finite(five.table.foldMin), five.groups]).toEqual([true, true, {}]);
    expect([five.table.crossMean, five.table.crossMin]).toEqual([five.table.foldMean, five.table.foldMin]);
    const two = await lab.analyse(plain(10), { folds: 2 });
    expect(two.table.foldMean).not.toEqual(five.table.foldMean);
    const few = await lab.analyse(plain(3));
    for (const column of ['crossMean', 'foldMean']) expect(few.table).not.toHaveProperty(column);
    expect(few.warnings).toEqual([expect.stringMatching(/^None of/), expect.stringMatching(/^Too few pairs were held out/)]);
  });
});

test('texts that repeat one another are named by every call that takes pairs', async () => {
  const named = [
    /^A pair shares a text .*: pairs\[1\] \(its positive text, as pairs\[0\]\)/,
    /^A text stands in both classes: the positive one of/,
  ];
  const pairs = [
    { positive: 'yes, one', negative: 'no, one' },
    { positive: 'yes, one', negative: 'no, two' },
    { positive: 'yes, three', negative: 'yes, one' },
  ];
  const expected = named.map((one) => expect.stringMatching(one) as string);
  expect((await lab.analyse(pairs)).warnings).toEqual(expect.arrayContaining(expected));
  const others = await lab.directions(plain(4));
  expect(others.warnings).toEqual([]);
  expect((await lab.directions(pairs)).warnings).toEqual(expected);
  expect((await lab.evaluate(others, pairs)).warnings).toEqual(expected);
  // A test pair's negative text that was a positive one of the training pairs.
  expect((await lab.evaluate(others, [{ positive: 'yes, new', negative: 'yes, number 0' }])).warnings).toEqual([
    expect.stringContaining("the positive one of number 0 of the directions' pairs (the negative one of pairs[0])"),
  ]);
});

describe('what cannot be made is said, and the rest is there', () => {
  test.each(['mean-difference', 'pca'] as const)('one pair by %s', async (method) => {
    const { directions, table, recommended } = await lab.analyse(plain(1), { method, controls: true });
    expect([directions.data.length, table.agreement, recommended]).toEqual([LAYERS * WIDTH, [NaN, NaN, NaN], null]);
  });

  test.each(['lda', 'logistic'] as const)('but one pair by %s gives no direction at all', async (method) => {
    await expect(lab.analyse(plain(1), { method })).rejects.toMatchObject({ message: expect.stringContaining('alike') as string });
    expect((await lab.analyse(plain(2), { method })).directions.data).toHaveLength(LAYERS * WIDTH);
  });

  test('one situation, asked to be left out', async () => {
    const pairs = split(12).map((pair) => ({ ...pair, group: 'only' }));
    const { table, groups, warnings } = await lab.analyse(pairs, { validation: 'leave-one-group-out', controls: true });
    expect([table.crossMean, table.crossMin, table.selectivity, groups]).toEqual([[NaN, NaN, NaN], [NaN, NaN, NaN], [NaN, NaN, NaN], {}]);
    expect(finite(table.auroc)).toBe(true);
    expect(warnings).toEqual([
      expect.stringMatching(/^Under 10 test pairs there is no interval: there are 4\./),
      expect.stringMatching(/^All pairs are of one group, 'only'/),
      expect.stringMatching(/^All pairs are of one group: there is no selectivity/),
      expect.stringMatching(/^Too few pairs were held out/),
    ]);
    expect(said).toHaveBeenCalledTimes(4);
  });

  test('the same text on both sides, and a test pair that was trained on', async () => {
    const pairs = [...split(24), { positive: 'yes, same', negative: 'Yes, same' }, { ...split(24)[0]!, split: 'test' as const }];
    const { warnings, table } = await lab.analyse(pairs);
    expect(warnings.slice(0, 2)).toEqual([
      expect.stringMatching(/^Pair pairs\[24\]: both sides are the same tokens/),
      expect.stringMatching(/^Test pair pairs\[25\] \(as pairs\[0\]\) is a training pair, too/),
    ]);
    expect(finite(table.auroc)).toBe(true);
  });

  test('a block whose classes are equal', async () => {
    const flat = split(40).map(({ positive, negative, ...pair }) => ({
      ...pair,
      positive: `${positive} flat`,
      negative: `${negative} flat`,
    }));
    const { table, warnings } = await lab.analyse(flat, { controls: true });
    expect([table.auroc[0], finite(table.auroc.slice(1)), table.d[0], table.carrier[0]]).toEqual([NaN, true, NaN, NaN]);
    expect(warnings).toEqual([
      expect.stringMatching(
        /^auroc, aurocLow, aurocHigh, accuracy, separation, d, pairsRight, carrier, shuffledLow, .* and selectivity are NaN at block 0: no direction was found there/,
      ),
      'agreement is NaN at block 0: fewer than two training pairs whose texts differ, or the texts do not come in pairs.',
      'crossMean, crossMin, foldMean and foldMin are NaN at block 0: the training texts of a fold have no direction there.',
      expect.stringMatching(/^groups\["scene 0"\], .* are NaN at block 0: the pairs of all other groups have no direction there\.$/),
      expect.stringMatching(
        /^methods\["mean-difference"\]\["pca"\], .* are NaN at block 0: one of the two methods finds no direction there\.$/,
      ),
    ]);
  });

  test('scores that do not vary within a kind, and an AUROC that varies over no pairs', async () => {
    const twins = split(40).map(({ positive, negative, ...pair }) => ({
      ...pair,
      positive: `${positive} twin`,
      negative: `${negative} twin`,
    }));
    const { table, warnings } = await lab.analyse(twins);
    expect([table.auroc, table.d]).toEqual([
      [1, 1, 1],
      [NaN, NaN, NaN],
    ]);
    expect(warnings).toContain('d is NaN at every block: fewer than two texts of a kind, or they do not vary.');
    // The test pairs' two texts read the same: every resample has AUROC .5.
    const half = split(40).map((pair) =>
      pair.split === 'train' ? pair : { ...pair, positive: `no twin ${pair.positive}`, negative: `no twin ${pair.negative}` },
    );
    const none = await lab.analyse(half);
    expect([none.table.auroc, none.table.aurocLow]).toEqual([
      [0.5, 0.5, 0.5],
      [NaN, NaN, NaN],
    ]);
    expect(none.warnings).toContainEqual(
      expect.stringMatching(/^aurocLow and aurocHigh are NaN at every block: the AUROC, or what each pair or text adds/),
    );
  });

  test.each(['lda', 'logistic'] as const)('a situation without which %s has one pair to train on', async (method) => {
    const pairs = plain(12).map((pair, i) => ({ ...pair, group: i === 0 ? 'alone' : 'rest' }));
    const { table, groups, warnings } = await lab.analyse(pairs, { validation: 'leave-one-group-out', method });
    expect([table.crossMean, table.crossMin, groups['rest'], finite(groups['alone'])]).toEqual([
      [NaN, NaN, NaN],
      [NaN, NaN, NaN],
      [NaN, NaN, NaN],
      true,
    ]);
    expect(warnings).toContain('crossMean and crossMin are NaN at every block: the training texts of a fold have no direction there.');
    expect(warnings).toContain('groups["rest"] is NaN at every block: the pairs of all other groups have no direction there.');
  });

  test('every NaN of an answer is of a list that a warning speaks of', async () => {
    const { table, methods, warnings } = await lab.analyse(plain(1), { controls: true });
    // Test pairs are spoken of as a whole; the rest by name.
    expect(warnings[0]).toMatch(/^None of the pairs is a test pair: what is measured on test pairs is NaN/);
    const untested = (['agreement', 'carrier'] as const).filter((column) => table[column].some(Number.isNaN));
    expect(untested).toEqual(['agreement']);
    for (const column of untested) expect(warnings.filter((one) => one.includes(column))).toHaveLength(1);
    expect([methods.lda.pca, warnings.some((one) => one.includes('methods["pca"]["lda"]'))]).toEqual([[NaN, NaN, NaN], true]);
  });
});

test.each([
  [[{ positive: 'a', negative: 'b', split: 'dev' }], {}, 'bad-input', 'pairs[0].split: expected "train" or "test", got "dev"'],
  [[{ positive: 'a', negative: 'b', group: 3 }], {}, 'bad-input', 'pairs[0].group: expected a text, got 3'],
  [[{ positive: 'a' }], {}, 'one-sided-pair', 'pairs[0].negative is missing'],
  [[], {}, 'empty-pairs', 'pairs: expected'],
  [[{ positive: 'a', negative: 'b', split: 'test' }], {}, 'empty-pairs', 'None of the pairs is a training pair'],
  [[{ positive: 'a', negative: 'A' }], {}, 'same-tokens', 'both sides are the same'],
  [plain(4), { method: 'svm' }, 'bad-input', 'method: expected mean-difference, pca, lda, logistic, got "svm"'],
  [plain(4), { validation: 'holdout' }, 'bad-input', 'validation: expected split, k-fold, leave-one-group-out, got "holdout"'],
  [plain(4), { folds: 1 }, 'bad-input', 'folds: expected a whole number of at least 2, got 1'],
  [plain(4), { pooling: { first: 3 } }, 'bad-pooling', 'No pooling is called'],
  [plain(4), { controls: 1, seed: 0.5 }, 'bad-input', 'controls: expected true or false, got 1'],
])('case %#: what is wrong is named', async (pairs, o, code, message) => {
  await expect(lab.analyse(pairs as never, o as never)).rejects.toMatchObject({
    code,
    message: expect.stringContaining(message) as string,
  });
});

describe('texts of two classes without partners', () => {
  const lone = (yes: number, no: number) => ({
    texts: [
      ...Array.from({ length: yes }, (_, i) => ({ text: `yes, number ${i}`, label: 'positive' as const })),
      ...Array.from({ length: no }, (_, i) => ({ text: `no, number ${i} again`, label: 'negative' as const })),
    ].map((one, i) => ({ ...one, split: i % 2 ? ('test' as const) : ('train' as const) })),
  });

  test('are measured on the test texts of both, and what needs pairs is NaN with its reason', async () => {
    const { table, words, directions, methods, warnings } = await lab.analyse(lone(24, 30), { controls: true });
    expect(asked[0]!.texts).toHaveLength(54 + neutralCount);
    expect(table.auroc[1]).toBeGreaterThan(0.9);
    for (const column of ['aurocLow', 'aurocHigh', 'd', 'permutationP', 'shuffledHigh', 'randomHigh', 'tokenShuffled'] as const)
      expect(finite(table[column]!.slice(1)), column).toBe(true);
    expect([finite([words!.low]), directions.trainedOn, methods.lda.pca]).toEqual([true, [], []]);
    for (const column of ['pairsRight', 'agreement'] as const) expect(table[column].every(Number.isNaN)).toBe(true);
    expect(warnings.join(' ')).toContain('pairsRight is NaN at every block: the texts do not come in pairs.');
    expect(warnings.join(' ')).toContain('there are no pair differences, of which agreement is the mean cosine');
  });

  test('without a split are held out in parts that have both labels', async () => {
    const { table, warnings } = await lab.analyse({ texts: lone(12, 15).texts.map(({ text, label }) => ({ text, label })) });
    expect(finite(table.foldMean!.slice(1))).toBe(true);
    expect(warnings.join(' ')).toContain('There are no test texts of both labels');
  });

  test('that repeat one another are named by their places', async () => {
    const { texts } = lone(12, 12);
    const { warnings } = await lab.analyse({ texts: [...texts, { ...texts[0]!, split: 'test' }] });
    expect(warnings[0]).toMatch(/^A test text is a training text, too: texts\[24\] \(as texts\[0\]\)/);
  });

  test.each<[string, () => Promise<unknown>, object]>([
    ['PCA', () => lab.analyse(lone(12, 12), { method: 'pca' }), { code: 'needs-pairs' }],
    ['no texts', () => lab.analyse({ texts: [] }), { code: 'no-texts' }],
    [
      'another label',
      () => lab.analyse({ texts: [{ text: 'a', label: 1 as never }] }),
      { code: 'bad-input', message: expect.stringContaining('texts[0].label: expected "positive" or "negative", got 1') as string },
    ],
    [
      'one class',
      () => lab.analyse(lone(12, 0)),
      { code: 'empty-pairs', message: expect.stringContaining('There is no negative training text') as string },
    ],
  ])('%s is refused in words', async (_, ask, error) => {
    await expect(ask()).rejects.toMatchObject(error);
  });
});
