import { describe, expect, it } from 'vitest';
import { recommend } from '../../../../src/lab/recommend';
import { conclusion, recommendedBeside } from '../../../../src/lab/report/conclusion';
import type { Evidence, EvidenceColumn } from '../../../../src/lab/report/evidence';
import { MEASURED } from '../../../../src/lab/report/columns';
import type { Report } from '../../../../src/lab/report/report';

/** One block's figures, made up: an AUROC of .9 on 20 pairs against words at .6. */
const report = (o: { pairs?: number; auroc?: number; words?: number; low?: number; high?: number; characters?: number } = {}): Report => {
  const { pairs = 20, auroc = 0.9, words = 0.6, low = 0.1, high = 0.5, characters = 0.5 } = o;
  const table = Object.fromEntries(MEASURED.map((column) => [column, Float64Array.of(NaN)])) as Report['table'];
  table.auroc[0] = auroc;
  table.overWords[0] = auroc - words;
  table.overWordsLow[0] = low;
  table.overWordsHigh[0] = high;
  table.aurocLow[0] = auroc - 0.05;
  table.aurocHigh[0] = auroc + 0.05;
  const length = { auroc: characters, low: NaN, high: NaN, pairs };
  return { layers: 1, pairs, final: true, table, words: null, length, eia: null, eiaBest: null, verdicts: [] };
};
/** The same with an interval. */
const ranging = (low: number, high: number): Report => {
  const made = report();
  made.table.aurocLow[0] = low;
  made.table.aurocHigh[0] = high;
  return made;
};
const evidence = (columns: Partial<Record<EvidenceColumn, number>> = {}, o: Partial<Evidence> = {}): Evidence => ({
  seed: 1,
  table: Object.fromEntries(
    Object.entries({ permutationMaxP: 0.001, shuffledHigh: 0.7, ...columns }).map(([column, value]) => [column, Float64Array.of(value)]),
  ),
  groups: [],
  apart: [],
  recommended: { layer: 0, band: [0, 0], reason: '' },
  unrecommended: null,
  missing: [],
  ...o,
});
const groups = [
  { group: 'maze', pairs: 4, auroc: [0.9] },
  { group: 'duel', pairs: 1, auroc: [0.4] },
];

describe('the first sentence', () => {
  it.each([
    [
      'few',
      report({ pairs: 9 }),
      evidence({}, { recommended: null }),
      'Too few pairs to say anything: 9 test pairs were read, and it takes 10.',
    ],
    ['few', report({ pairs: 1 }), evidence({}, { recommended: null }), 'one test pair was read'],
    [
      'folds',
      report({ pairs: 0 }),
      evidence({ foldMean: 0.8 }),
      'Read by pairs held out in turn alone: without test pairs neither chance nor words are compared.',
    ],
    ['folds', report({ pairs: 9 }), evidence({ foldMean: 0.8 }), 'with 9 test pairs, where it takes 10, neither chance nor words'],
    [
      'undetermined',
      ranging(NaN, NaN),
      evidence(),
      'Nothing can be said of block 0: its AUROC is 0.90, and 20 test pairs give no interval',
    ],
    ['nothing', report(), evidence({ permutationMaxP: 0.051 }), 'Nothing there, as far as 20 test pairs tell'],
    [
      'chance',
      ranging(0.45, 1),
      evidence(),
      'No better than chance at block 0, as far as 20 test pairs tell: 0.90, and anything from 0.45 to 1.00',
    ],
    ['below', ranging(0.1, 0.4), evidence(), 'Below chance at block 0: the direction points the wrong way on the test pairs'],
    [
      'wide',
      report({ auroc: 0.7 }),
      evidence(),
      'Chance reaches as far: of directions learnt from shuffled labels at least one in forty gets 0.70 or more at block 0',
    ],
    ['words-better', report({ low: -0.3, high: -0.01 }), evidence(), 'Counting words does better'],
    [
      'words',
      report({ low: 0 }),
      evidence(),
      'Words may do as well: at block 0 the direction has 0.90, a bag of words that never saw the model 0.60',
    ],
    ['unknown', report({ low: NaN }), evidence(), 'words alone may explain it: they were not counted'],
    [
      'unknown',
      { ...report({ low: NaN }), words: { auroc: 0.6, low: 0.5, high: 0.7, pairs: 20 } },
      evidence(),
      'words alone may explain it: what the direction has over a bag of words has no interval',
    ],
    [
      'unknown',
      { ...report({ low: NaN }), words: { refused: 'No text has a word.' } },
      evidence(),
      'they were not counted (No text has a word).',
    ],
    ['beyond', report(), evidence(), 'Better than words: at block 0 the direction has 0.90 where a bag of words has 0.60'],
  ] as const)('%s', (kind, figures, found, says) => {
    const said = conclusion(figures, found);
    expect(said.kind).toBe(kind);
    expect(said.sentences[0]).toContain(says);
  });
  it('speaks of the block nearest to the middle that has a direction, and of no p where none was made', () => {
    const one = report({ low: NaN });
    const at = (values: number[]): Float64Array => Float64Array.from(values);
    const table = Object.fromEntries(MEASURED.map((column) => [column, at([NaN, NaN, NaN])])) as Report['table'];
    table.auroc.set([0.9, NaN, NaN]);
    const said = conclusion({ ...one, layers: 3, table }, evidence({}, { recommended: null, table: {} }));
    expect([said.layer, said.kind]).toEqual([0, 'undetermined']);
    expect(said.sentences.join()).not.toMatch(/NaN|Infinity/);
  });
  it('goes by the p of the block that it speaks of, corrected for looking at all; says that nothing is there where no block has one', () => {
    const { table, ...rest } = report();
    const two = Object.fromEntries(Object.entries(table).map(([name, [value]]) => [name, Float64Array.of(value!, value!)]));
    const figures = { ...rest, layers: 2, table: two as Report['table'] };
    const found = (...p: [number, number]) =>
      evidence({}, { table: { permutationMaxP: Float64Array.from(p), shuffledHigh: Float64Array.of(0.7, 0.7) } });
    const lucky = conclusion(figures, found(0.9, 0.04));
    expect([lucky.layer, lucky.kind, lucky.sentences]).toEqual([
      0,
      'lucky',
      [
        'No better than luck at block 0: its AUROC is 0.90, and with labels thrown by a coin the best of 2 blocks often gets as far (p = 0.900).',
      ],
    ]);
    expect(conclusion(figures, found(0.04, 0.9)).sentences[1]).toBe(
      'It does better than the best of 2 blocks does with labels thrown by a coin (p = 0.040, which allows for having looked at all of them).',
    );
    expect(conclusion(figures, found(0.9, 0.06)).kind).toBe('nothing');
  });
  it('words are spoken of where chance reaches as far, too', () => {
    expect(conclusion(report({ auroc: 0.7, low: -0.1 }), evidence()).sentences[1]).toContain('Words may do as well');
  });
  it('speaks of the middle block where none is recommended', () => {
    expect(conclusion(report(), evidence({}, { recommended: null })).layer).toBe(0);
  });
});

describe('the other sentences', () => {
  const rest = (figures: Report, found: Evidence): string => conclusion(figures, found).sentences.slice(1).join(' ');
  it.each([
    [
      { crossMean: 0.65 },
      'It does not carry over to every situation: with each left out in turn the mean is 0.65, the lowest 0.40 (duel, one pair).',
    ],
    [{ tokenShuffled: 0.86 }, 'it is 0.86, within the interval of 0.90: that the words stand in order is not shown to count'],
    [{ tokenShuffled: 0.6 }, 'falls to 0.60, below the interval of 0.90: how the words are put together counts'],
    [{ tokenShuffled: 0.8 }, 'falls to 0.80'],
    [{ permutationMaxP: 0.049 }, 'It does better than it does with labels thrown by a coin (p = 0.049).'],
    [{ selectivity: 0.4 }, 'are learnt less well (by 0.40)'],
    [{ selectivity: 0.02 }, 'this way of reading would find almost anything'],
    [{ agreement: 0.31 }, 'directions like that steered (a forecast, no proof)'],
    [{ agreement: 0.1 }, 'did not steer reliably (a forecast, no proof)'],
    [{ agreement: 0.2 }, 'in between'],
    [{ carrier: 0.5 }, 'take the mean out first'],
  ] as const)('%o', (columns, says) => {
    expect(rest(report(), evidence(columns, { groups }))).toContain(says);
  });
  it('folds have no names', () => {
    expect(rest(report(), evidence({ foldMean: 0.8, foldMin: 0.7 }))).toContain(
      'With each part of the pairs held out in turn the mean is 0.80, the lowest 0.70.',
    );
  });
  it('a block that was chosen for its figures says so', () => {
    const [one, two] = [report(), evidence({ foldMean: 0.8 })];
    expect(rest(one, two)).not.toContain('chosen');
    expect(rest({ ...one, layers: 30 }, two)).toContain(
      'The block was chosen among 30 by pairs held out in turn, the test pairs among them',
    );
    expect(rest({ ...report({ pairs: 0 }), layers: 30 }, two)).toContain('by pairs held out in turn, which flatters');
    expect(rest({ ...one, layers: 30 }, evidence())).not.toContain('chosen');
  });
  it('carries over where every situation left out is further above a coin toss than its pairs give by chance', () => {
    const said = (pairs: number) =>
      rest(report(), evidence({ crossMean: 0.8 }, { groups: groups.map((one) => ({ ...one, pairs, auroc: [0.8] })) }));
    expect(said(12)).toContain('It carries over to situations it was not learnt from: with each left out in turn the mean is 0.80');
    expect(said(11)).toContain('so few pairs a situation do not tell: with each left out in turn the mean is 0.80');
  });
  it('length is named where it tells much', () => {
    expect(rest(report({ characters: 0.75 }), evidence())).toContain('The number of characters alone gives 0.75');
    expect(rest(report({ characters: 0.6 }), evidence())).not.toContain('characters');
  });
  it('without an interval nothing is said of shuffled tokens, nor of anything else that hangs on the few test pairs', () => {
    const columns = { permutationMaxP: 0.001, tokenShuffled: 1, selectivity: 0.02, foldMean: 0.8, foldMin: 0.7, agreement: 0.2 };
    for (const pairs of [0, 1, 7, 9]) {
      const figures = report({ pairs, auroc: 1, characters: 0.9, low: NaN, high: NaN });
      figures.table.aurocLow[0] = figures.table.aurocHigh[0] = NaN;
      const { kind, sentences } = conclusion(figures, evidence({ ...columns, carrier: 0.5 }));
      expect(kind).toBe('folds');
      expect(sentences.slice(1)).toEqual([
        'With each part of the pairs held out in turn the mean is 0.80, the lowest 0.70.',
        expect.stringContaining('mean cosine of 0.20'),
        expect.stringContaining('take the mean out first'),
      ]);
    }
  });
  it('each sentence is silent where its number is missing, in every kind', () => {
    const none = { crossMean: NaN, foldMean: NaN, tokenShuffled: NaN, selectivity: NaN, agreement: NaN, carrier: NaN };
    const kinds = [
      report(),
      report({ pairs: 7 }),
      report({ pairs: 0, auroc: NaN }),
      ranging(NaN, NaN),
      report({ auroc: 0.7 }),
      report({ low: NaN }),
      report({ auroc: NaN, low: NaN }),
    ];
    for (const figures of kinds)
      for (const found of [evidence(none), evidence({ ...none, permutationMaxP: NaN, shuffledHigh: NaN })])
        for (const length of [null, figures.length, { auroc: NaN, low: NaN, high: NaN, pairs: 0 }])
          expect(conclusion({ ...figures, length }, found).sentences.join(' ')).not.toMatch(/NaN|Infinity|undefined|–/);
  });
  it('a block without a direction is no block whose pairs give no interval', () => {
    expect(conclusion(report({ auroc: NaN }), evidence()).sentences).toEqual([
      'Nothing can be said of block 0: it has no direction, the two kinds of text read the same there.',
    ]);
  });
  it('a rule that could not be applied is named', () => {
    expect(rest(report(), evidence({ shuffledHigh: NaN }))).toContain(
      'Not tested here: whether directions learnt from shuffled labels reach as far (PCA, for one,',
    );
    expect(rest(report(), evidence({ permutationMaxP: NaN }))).toContain(
      'Not tested here: whether it does better than the best of all blocks does with labels thrown by a coin.',
    );
    expect(rest(report(), evidence())).not.toContain('Not tested');
  });
  it('after “chance reaches as far” nothing is called better than chance', () => {
    const said = conclusion(report({ auroc: 0.7, low: NaN }), evidence()).sentences.join(' ');
    expect(said).toContain('Words alone may explain it');
    expect(said).not.toContain('Better than chance');
  });
  it('a cosine just below 0 has no sign, another one a real minus', () => {
    expect(rest(report(), evidence({ agreement: -0.001 }))).toContain('a mean cosine of 0.00;');
    expect(rest(report(), evidence({ agreement: -0.12 }))).toContain('a mean cosine of −0.12;');
  });
  it('nothing is added where nothing is there, or too little was read', () => {
    expect(rest(report({ pairs: 3 }), evidence({ agreement: 0.5 }, { recommended: null }))).toBe('');
    expect(rest(ranging(NaN, NaN), evidence({ agreement: 0.5 }))).toBe('');
    expect(rest(report(), evidence({ permutationMaxP: 0.5, agreement: 0.5 }))).toBe('');
  });
});

it('a band of shuffled labels that reaches as far is told apart from the permutation p, where there is one', () => {
  const [first, ...rest] = conclusion(report({ auroc: 0.7 }), evidence({ permutationP: 0.001 })).sentences;
  expect(first).toMatch(
    /^Chance reaches as far: .* The permutation p asks another question: it keeps this direction and throws the labels of the test pairs alone\.$/,
  );
  expect(conclusion(report({ auroc: 0.7 }), evidence()).sentences).toEqual([
    expect.not.stringContaining('permutation p') as string,
    ...rest,
  ]);
});

it('beside “chance reaches as far” the recommendation says that it asks nothing of the band, which is so', () => {
  expect(recommendedBeside('wide')).toMatch(/by how well blocks read held-out texts, not by the band of shuffled labels/);
  for (const kind of ['folds', 'words', 'unknown', 'beyond'] as const) expect(recommendedBeside(kind)).toBeNull();
  const given = (verdict: 'wide' | 'beyond') => ({
    pairs: 40,
    aurocLow: [0.7, 0.8, 0.7],
    verdicts: Array(3).fill(verdict) as (typeof verdict)[],
  });
  expect(recommend(given('wide'))).toEqual(recommend(given('beyond')));
  expect(recommend(given('wide'))).not.toBeNull();
});
