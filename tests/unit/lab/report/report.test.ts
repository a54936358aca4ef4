import { describe, expect, it } from 'vitest';
import { auroc } from '../../../../src/lab/auroc';
import { aurocInterval, overInterval, resamplePairs } from '../../../../src/lab/auroc-interval';
import { correctedP } from '../../../../src/lab/corrected-p';
import { difference } from '../../../../src/lab/bootstrap';
import { associate } from '../../../../src/lab/report/association';
import { measureBlock } from '../../../../src/lab/report/block';
import { COLUMNS, MEASURED } from '../../../../src/lab/report/columns';
import { report } from '../../../../src/lab/report/report';
import { verdictAt } from '../../../../src/lab/report/verdict';
import { rows } from '../../../../src/lab/report/rows';
import { wordScores } from '../../../../src/lab/report/texts';
import { GLOSSARY } from '../../../../src/ui/glossary';
import { evidence, textPairs } from './made-up';

const pairs = textPairs(14, 9);
const given = evidence(pairs, [0.2, 0.9]);
const whole = report(given);
/** Scores of the test pairs at a layer. */
const tests = (layer: number) => ({
  positive: Array.from(given.scores.positive[layer]!).slice(2),
  negative: Array.from(given.scores.negative[layer]!).slice(2),
});

describe('report', () => {
  it('has the numbers of each block, on the test pairs alone', () => {
    expect([whole.layers, whole.pairs]).toEqual([2, 14]);
    for (const layer of [0, 1]) {
      const { positive, negative } = tests(layer);
      const alone = measureBlock(layer, { paired: true, positive, negative }, { midpoint: given.midpoint[layer]! });
      for (const column of [
        'auroc',
        'aurocLow',
        'aurocHigh',
        'pairsRight',
        'accuracy',
        'accuracyMedian',
        'threshold',
        'separation',
        'd',
      ] as const) {
        expect(whole.table[column][layer], column).toBe(alone[column]);
        expect(alone[column]).not.toBeNaN();
      }
    }
    expect(Array.from(whole.table.trainSeparation)).toEqual([0.2, 0.9]);
  });

  it('compares block and words by the difference over the same resampled pairs', () => {
    const counted = wordScores(pairs);
    if (!counted || 'refused' in counted) throw new Error('words were not counted');
    const words = resamplePairs(Array.from(counted.positive).slice(2), Array.from(counted.negative).slice(2));
    const { positive, negative } = tests(1);
    const over = difference(resamplePairs(positive, negative), words);
    expect(whole.table.overWords[1]).toBeCloseTo(auroc(positive, negative) - words.estimate, 12);
    expect([whole.table.overWordsLow[1], whole.table.overWordsHigh[1]]).toEqual(Object.values(overInterval(over)));
    expect(whole.words).toEqual({ auroc: words.estimate, ...aurocInterval(words), pairs: 14 });
    // Two intervals side by side would have said less: the difference is narrower than their ends apart.
    const apart = aurocInterval(words);
    expect(whole.table.overWordsHigh[1]! - whole.table.overWordsLow[1]!).toBeLessThan(
      whole.table.aurocHigh[1]! - apart.low - (whole.table.aurocLow[1]! - apart.high),
    );
  });

  it('speaks of the pairs that were read, of their words and their lengths, too', () => {
    const half = {
      ...given,
      scores: { ...given.scores, positive: given.scores.positive.map((at) => Array.from(at).map((x, i) => (i > 12 ? NaN : x))) },
    };
    const found = report(half);
    const read = report({ ...given, contrast: pairs.slice(0, 13) });
    expect(read.words).not.toMatchObject({ auroc: (whole.words as { auroc: number }).auroc });
    expect([found.pairs, found.words, found.length]).toEqual([11, read.words, read.length]);
    // What the column has over the words is over the words beside it.
    expect(found.table.auroc[0]! - found.table.overWords[0]!).toBeCloseTo((found.words as { auroc: number }).auroc, 12);
    const { positive, negative } = tests(0);
    expect(found.table.auroc[0]).toBe(auroc(positive.slice(0, 11), negative.slice(0, 11)));
    const counted = wordScores(pairs) as { paired: true; positive: number[]; negative: number[] };
    expect(found.table.overWords[0]).toBeCloseTo(
      found.table.auroc[0]! - auroc(counted.positive.slice(2, 13), counted.negative.slice(2, 13)),
      12,
    );
  });

  it('has the correlations with the ratings, and each block’s verdict', () => {
    const rated = ([0, 1, 2, 2] as const).map((score, i) => ({ score, text: 'word '.repeat(i + 1) }));
    const scored = [
      [1, 3, 4, 6],
      [4, 3, 3, 1],
    ];
    const found = report({ ...given, rated, scores: { ...given.scores, scored } });
    expect(found.eia).toEqual(associate(rated, scored, given.midpoint));
    expect(Array.from(found.eia!.table.eiaR).map(Math.sign)).toEqual([1, -1]);
    expect(found.eiaBest).toEqual(correctedP(scored, [0, 1, 2, 2]));
    expect(report({ ...given, rated, scores: { ...given.scores, scored } }, { resamples: 0 }).eiaBest).toBeNull();
    // A block without a direction takes no text away from the others.
    const dead = { ...given, rated, scores: { ...given.scores, scored: [Array<number>(4).fill(NaN), scored[1]!] } };
    const one = correctedP([scored[1]!], [0, 1, 2, 2])!;
    expect(report(dead).eiaBest).toEqual({ ...one, layer: 1, blocks: [NaN, ...one.blocks] });
    expect(found.verdicts).toEqual([verdictAt(found, 0), verdictAt(found, 1)]);
    expect(whole.eia).toBeNull();
  });

  it('has no interval where none was asked for', () => {
    const { table, words } = report(given, { resamples: 0 });
    expect([table.auroc[0], table.aurocLow[0], table.overWordsLow[0]]).toEqual([whole.table.auroc[0], NaN, NaN]);
    expect(words).toMatchObject({ low: NaN, high: NaN });
  });

  it('counts no words where they have no spaces between them, and says why; nor without training pairs', () => {
    const chinese = pairs.map((pair) => ({ ...pair, positive: '我会留下来帮助你', negative: '我要赢得这场比赛' }));
    const refused = report({ ...given, contrast: chinese });
    expect(refused.words).toEqual({ refused: expect.stringContaining('Chinese characters: no spaces between words') as string });
    expect([refused.table.overWords[0], refused.table.auroc[0]]).toEqual([NaN, whole.table.auroc[0]]);
    expect(report({ ...given, contrast: pairs.map((pair) => ({ ...pair, split: 'test' as const })) }).words).toBeNull();
    expect(report({ ...given, contrast: pairs.map((pair) => ({ ...pair, split: 'train' as const })) })).toMatchObject({
      words: null,
      length: null,
      pairs: 0,
    });
  });

  it('says what length alone tells: characters, not bytes', () => {
    const texts = textPairs(10, 0).map((pair, i) =>
      pair.split === 'test' ? { ...pair, positive: 'é'.repeat(5 + i), negative: '🙂'.repeat(3 + i) } : pair,
    );
    expect(report(evidence(texts, [1])).length).toMatchObject({
      auroc: auroc([7, 8, 9, 10, 11, 12, 13, 14, 15, 16], [5, 6, 7, 8, 9, 10, 11, 12, 13, 14]),
      pairs: 10,
    });
  });
});

describe('rows', () => {
  it('are one a block, with the names of version 1', () => {
    expect(rows(whole)).toHaveLength(2);
    expect(Object.keys(rows(whole)[1]!)).toEqual([
      'layer',
      'nPositive',
      'nNegative',
      'auroc',
      'aurocLow',
      'aurocHigh',
      'accuracy',
      'accuracyMedian',
      'threshold',
      'separation',
      'd',
      'pairsRight',
    ]);
    expect(rows(whole)[1]).toMatchObject({ layer: 1, nPositive: 14, nNegative: 14, auroc: whole.table.auroc[1] });
  });
  it('are none before the first test pair, and take columns that the table has', () => {
    expect(rows({ ...whole, pairs: 0, texts: undefined })).toEqual([]);
    expect(
      rows({ ...whole, table: { ...whole.table, agreement: Float64Array.of(0.3, 0.4) } }, ['agreement', 'permutationP']).map((row) => [
        row.agreement,
        row.permutationP,
      ]),
    ).toEqual([
      [0.3, undefined],
      [0.4, undefined],
    ]);
  });
});

describe('the registry of columns', () => {
  it('knows every column of a table, and its words are in the glossary', () => {
    expect(Object.keys(whole.table)).toEqual([...MEASURED]);
    for (const { term } of Object.values(COLUMNS)) expect(term === null || term in GLOSSARY, String(term)).toBe(true);
    expect(new Set(Object.values(COLUMNS).map(({ name }) => name)).size).toBe(Object.keys(COLUMNS).length);
  });
});
