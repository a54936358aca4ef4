import { describe, expect, test } from 'vitest';
import { auroc } from '../../../../src/lab/auroc';
import { overInterval, resampleClasses, aurocInterval } from '../../../../src/lab/auroc-interval';
import { difference } from '../../../../src/lab/bootstrap';
import { gaussian, random } from '../../../../src/lab/random';
import { follows } from '../../../../src/lab/report/apart';
import { apartColumns, deedsOverWords } from '../../../../src/lab/report/apart-columns';
import { bagScores } from '../../../../src/lab/report/texts';
import { textPairs } from './made-up';

const group = (name: string, scores: number[][]) => ({ name, texts: scores[0]!.map((_, i) => `${name} ${i}`), scores });

test('of each block how often a deed scores above words; ties half; none where a text has no score', () => {
  const words = group('words', [[1, 2, 3], [5, 6, 7], [1, 1, 1], [NaN, 1, 2]]); // prettier-ignore
  const deeds = group('deeds', [[4, 5], [0, 1], [1, 1], [3, 4]]); // prettier-ignore
  expect(deedsOverWords([words, deeds], 4)).toEqual(Float64Array.of(1, 0, 0.5, NaN));
});

test('two groups with texts or nothing', () => {
  const words = group('words', [[1]]);
  for (const some of [[], [words], [words, { name: 'deeds', texts: [], scores: [[]] }]])
    expect([deedsOverWords(some, 1), apartColumns(some, 1, textPairs(2, 0))]).toEqual([null, null]);
});

/** Training pairs teach that “care” and “stay” are positive, “win” and “run” negative. */
const pairs = textPairs(2, 0);
const normal = gaussian(random(4));
const noise = (count: number, shift = 0): number[] => Array.from({ length: count }, () => shift + normal());
/** `helped` of the deeds use words of the training pairs, and so score above all others by a bag of words. */
function apart(helped: number, deeds: number[], words = noise(24)) {
  return [
    { name: 'words', texts: words.map((_, i) => `a word ${i}`), scores: [words] },
    { name: 'deeds', texts: deeds.map((_, i) => (i < helped ? 'care and stay' : 'a deed')), scores: [deeds] },
  ];
}

describe('the columns', () => {
  const [words, deeds] = apart(12, noise(24, 2)) as [ReturnType<typeof group>, ReturnType<typeof group>];
  const made = apartColumns([words, deeds], 1, pairs, { seed: 3 })!;

  test('an interval over texts of both groups, and the bag of words on the same texts and the same resamples', () => {
    const options = { resamples: 2000, seed: 3 };
    const [low, high] = bagScores(pairs, [words.texts, deeds.texts]) as number[][];
    const own = resampleClasses(deeds.scores[0]!, words.scores[0]!, options);
    const over = overInterval(difference(own, resampleClasses(high!, low!, options)));
    const { low: from, high: to } = aurocInterval(own);
    expect(Object.values(made).map(([value]) => value)).toEqual([own.estimate, from, to, auroc(high!, low!), over.low, over.high]);
    expect(made.deedsBag[0]).toBe(0.75);
    expect(from).toBeLessThan(own.estimate);
  });

  test('no interval of fewer than ten texts, no bag without spaces between words or without training pairs, a gap without a direction', () => {
    const few = apartColumns(apart(0, noise(9)), 1, pairs)!;
    expect([few.deedsOverWordsLow[0], few.deedsOverBagLow[0], Number.isFinite(few.deedsOverWords[0])]).toEqual([NaN, NaN, true]);
    const script = [words, { ...deeds, texts: deeds.texts.map(() => '我会留下来帮助你') }];
    const untrained = pairs.filter(({ split }) => split === 'test');
    for (const one of [apartColumns(script, 1, pairs)!, apartColumns([words, deeds], 1, untrained)!])
      expect([one.deedsBag[0], one.deedsOverBagHigh[0], one.deedsOverWordsLow[0]]).toEqual([
        NaN,
        NaN,
        made.deedsOverWordsLow[0] && expect.any(Number),
      ]);
    const none = apartColumns(
      [words, deeds].map((one) => ({ ...one, scores: [one.texts.map(() => NaN)] })),
      1,
      pairs,
    )!;
    expect(Object.values(none).map(([value]) => value)).toEqual([NaN, NaN, NaN, 0.75, NaN, NaN]);
  });
});

describe('what a direction follows', () => {
  const of = (low: number, high: number, overLow: number, overHigh: number) =>
    follows(
      (column) =>
        ({
          deedsOverWords: (low + high) / 2,
          deedsOverWordsLow: low,
          deedsOverWordsHigh: high,
          deedsBag: 0.5,
          deedsOverBagLow: overLow,
          deedsOverBagHigh: overHigh,
        })[column],
      'beyond',
    );
  test('one of the two where both intervals are clear on its side; else it is open, and why', () => {
    expect(of(0.55, 0.8, 0.01, 0.2)).toBe('deeds');
    expect(of(0.2, 0.45, -0.2, -0.01)).toBe('words');
    // A coin toss is within reach.
    expect([of(0.5, 0.8, 0.01, 0.2), of(0.2, 0.5, -0.2, -0.01)]).toEqual(['open', 'open']);
    // A bag of words goes as far.
    expect([of(0.55, 0.8, 0, 0.2), of(0.2, 0.45, -0.2, 0), of(0.2, 0.45, 0.1, 0.2)]).toEqual(['bag', 'bag', 'bag']);
    expect(of(0.55, 0.8, NaN, NaN)).toBe('uncounted');
  });
  test('nothing where the direction tells nothing on the test pairs, and silence where the share is not known', () => {
    const at = (column: string): number => (column === 'deedsOverWords' ? 0.9 : NaN);
    expect([follows(at, 'chance'), follows(at, 'lucky'), follows(at, 'beyond'), follows(() => NaN, 'beyond')]).toEqual([
      'nothing',
      'nothing',
      'few',
      null,
    ]);
  });
  test('of 300 directions without meaning 26 texts a kind let one in twenty follow something; a bare bar of .6 and .4 let one in five', () => {
    const kinds = Array.from({ length: 300 }, () => {
      const found = apartColumns(apart(0, noise(26), noise(26)), 1, pairs, { resamples: 500 })!;
      return { share: found.deedsOverWords[0]!, kind: follows((column) => found[column][0]!, 'beyond') };
    });
    const passed = (which: (one: (typeof kinds)[number]) => boolean): number => kinds.filter(which).length / kinds.length;
    expect(passed(({ share }) => Math.abs(share - 0.5) > 0.1)).toBeGreaterThan(0.14);
    expect(passed(({ kind }) => kind === 'deeds' || kind === 'words')).toBeLessThan(0.08);
  });
});
