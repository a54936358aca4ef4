import { describe, expect, it } from 'vitest';
import { COLUMNS, type Measured } from '../../../../src/lab/report/columns';
import { report, type Report } from '../../../../src/lab/report/report';
import { verdictAt, weakest, withVerdicts } from '../../../../src/lab/report/verdict';
import { evidence, textPairs } from './made-up';

type Numbers = Partial<Record<Measured | 'permutationMaxP' | 'shuffledHigh', number>>;

/** A report with these numbers in each of its blocks. */
function saying(pairs: number, blocks: Numbers[], words: Report['words'] = null): Report {
  const blank = report(
    evidence(
      [],
      blocks.map(() => 0),
    ),
  );
  const columns = [...(Object.keys(blank.table) as Measured[]), 'permutationMaxP', 'shuffledHigh'] as const;
  const table = { ...blank.table };
  for (const column of columns) Object.assign(table, { [column]: Float64Array.from(blocks, (block) => block[column] ?? NaN) });
  return { ...blank, pairs, texts: undefined, table, words };
}
const GOOD = { auroc: 0.9, aurocLow: 0.8, aurocHigh: 0.97, overWords: 0.3, overWordsLow: 0.1, overWordsHigh: 0.45 };
const on = (pairs: number, block: Numbers, words?: Report['words']) => verdictAt(saying(pairs, [block], words), 0);

describe('the verdict on a block', () => {
  it.each([
    ['unread', 0, {}, 'Nothing is known: training pairs alone were read.'],
    ['few', 1, GOOD, 'Too few pairs to say: there is one test pair, and it takes 10.'],
    ['few', 9, GOOD, 'Too few pairs to say: there are 9 test pairs, and it takes 10.'],
    [
      'undetermined',
      10,
      { auroc: 0.9 },
      'How far to believe the direction stays open: drawn anew, these pairs all say the same (AUROC 0.90), or all lie on one side of it, so there is no interval.',
    ],
    [
      'below',
      10,
      { ...GOOD, aurocLow: 0.1, aurocHigh: 0.49 },
      'Below chance: on the test pairs the direction points the wrong way (AUROC 0.10 to 0.49, where 0.5 is a coin toss).',
    ],
    [
      'chance',
      10,
      { ...GOOD, aurocLow: 0.5 },
      'No better than chance, as far as these pairs tell: the AUROC may lie anywhere from 0.50 to 0.97, and 0.5 is a coin toss.',
    ],
    [
      'chance',
      10,
      { ...GOOD, aurocLow: 0.2, aurocHigh: 0.5 },
      'No better than chance, as far as these pairs tell: the AUROC may lie anywhere from 0.20 to 0.50, and 0.5 is a coin toss.',
    ],
    [
      'lucky',
      10,
      { ...GOOD, permutationMaxP: 0.12, shuffledHigh: 0.95 },
      'No better than luck: with labels thrown by a coin, the best of all blocks gets an AUROC of 0.90 in 12 of 100 throws.',
    ],
    [
      'wide',
      10,
      { ...GOOD, permutationMaxP: 0.05, shuffledHigh: 0.9 },
      'Chance reaches as far: at least one in forty directions learnt from shuffled labels gets 0.90 or more where the real one has 0.90.',
    ],
    [
      'words-better',
      10,
      { ...GOOD, overWords: -0.05, overWordsLow: -0.1, overWordsHigh: -0.01 },
      'Counting words does better (AUROC 0.95 against 0.90): the direction shows less than the words of these texts do.',
    ],
    [
      'words',
      10,
      { ...GOOD, overWords: 0.05, overWordsLow: -0.02 },
      'Counting words may do as well (AUROC 0.85 against 0.90): no proof that the model understands more than words.',
    ],
    [
      'words',
      10,
      { ...GOOD, overWords: 0, overWordsLow: 0, overWordsHigh: 0 },
      'Counting words may do as well (AUROC 0.90 against 0.90): no proof that the model understands more than words.',
    ],
    [
      'unknown',
      10,
      { ...GOOD, overWords: NaN, overWordsLow: NaN },
      'Better than chance, but words alone may explain it: they were not counted.',
    ],
    [
      'beyond',
      10,
      GOOD,
      'Better than chance and better than counting words (AUROC 0.90 against 0.60): the direction carries something that single words do not.',
    ],
  ] as const)('%s, %i pairs', (kind, pairs, block, sentence) => expect(on(pairs, block)).toEqual({ kind, layer: 0, sentence }));

  it('chance that does not reach as far changes nothing', () => {
    expect(on(10, { ...GOOD, permutationMaxP: 0.05, shuffledHigh: 0.89 }).kind).toBe('beyond');
  });

  it('gives the reason where words were refused', () => {
    expect(on(10, { auroc: 0.9, aurocLow: 0.8, aurocHigh: 0.97 }, { refused: 'Thai: no spaces between words.' }).sentence).toBe(
      'Better than chance, but words alone may explain it: they were not counted (Thai: no spaces between words).',
    );
  });

  it('holds on whole reports, too', () => {
    const kind = (n: number, marked: number, shift: number, resamples = 2000) =>
      verdictAt(report(evidence(textPairs(n, marked), [shift]), { resamples }), 0).kind;
    expect(kind(14, 0, 3)).toBe('beyond');
    expect(kind(14, 14, 3)).toBe('words');
    expect(kind(14, 14, 0.9)).toBe('words-better');
    expect(kind(14, 0, 0)).toBe('chance');
    expect(kind(14, 0, -3)).toBe('below');
    expect(kind(9, 0, 3)).toBe('few');
    expect(kind(14, 0, 3, 0)).toBe('arriving');
  });
});

describe('the weakest verdict of a band', () => {
  const CHANCE = { ...GOOD, aurocLow: 0.4 };
  const WORDS = { ...GOOD, overWordsLow: -0.1 };
  const three = withVerdicts(saying(12, [GOOD, WORDS, { ...WORDS, auroc: 0.85 }, CHANCE]), null);
  it('is the first of the rules that any of its blocks meets, the lowest AUROC first', () => {
    expect(weakest(three, [0, 0])).toMatchObject({ kind: 'beyond', layer: 0 });
    expect(weakest(three, [0, 1])).toMatchObject({ kind: 'words', layer: 1 });
    expect(weakest(three, [0, 2])).toMatchObject({ kind: 'words', layer: 2 });
    expect(weakest(three, [0, 3])).toMatchObject({ kind: 'chance', layer: 3 });
  });
  it('of a band beyond the model is that of the part inside', () => {
    expect(weakest(three, [3, 20])).toMatchObject({ kind: 'chance', layer: 3 });
    expect(weakest(three, [10, 20])).toMatchObject({ layer: 3 });
  });
});

it('verdicts of a report know the evidence, and forget it with it', () => {
  const bare = withVerdicts(saying(12, [GOOD, GOOD, GOOD]), null);
  const table = { permutationMaxP: Float64Array.of(0.2, 0.01, 0.01), shuffledHigh: Float64Array.of(0.99, 0.95, 0.6) };
  const judged = withVerdicts(bare, { table });
  expect(judged.verdicts.map(({ kind }) => kind)).toEqual(['lucky', 'wide', 'beyond']);
  expect(weakest(judged, [0, 2])).toBe(judged.verdicts[0]);
  expect(withVerdicts(judged, null).verdicts.map(({ kind }) => kind)).toEqual(['beyond', 'beyond', 'beyond']);
  // Columns of the evidence are the evidence's, not the report's.
  expect(judged.table).toBe(bare.table);
});

it('while texts arrive there is no interval yet', () => {
  const arriving = { ...saying(10, [{ auroc: 0.9 }]), final: false };
  expect(verdictAt(arriving, 0)).toMatchObject({
    kind: 'arriving',
    sentence: 'Texts are still arriving; how far to believe the direction is said with the last one.',
  });
});

it('no sentence holds a double negative or the name of a column', () => {
  const cases = [
    saying(0, [{}]),
    saying(4, [GOOD]),
    saying(10, [{ auroc: 1 }]),
    saying(10, [{ ...GOOD, aurocHigh: 0.4 }]),
    saying(10, [{ ...GOOD, aurocLow: 0.4 }]),
    saying(10, [{ ...GOOD, overWordsHigh: -1 }]),
    saying(10, [{ ...GOOD, overWordsLow: -1 }]),
    saying(10, [{ ...GOOD, overWordsLow: NaN }]),
    saying(10, [GOOD]),
  ];
  expect(new Set(cases.map((one) => verdictAt(one, 0).kind)).size).toBe(9);
  for (const one of cases) {
    const { sentence } = verdictAt(one, 0);
    expect(sentence.match(/\b(no|not|nothing|never|none|cannot)\b/gi)?.length ?? 0, sentence).toBeLessThanOrEqual(1);
    for (const column of Object.keys(COLUMNS).filter((name) => /[A-Z]/.test(name))) expect(sentence).not.toContain(column);
  }
});
