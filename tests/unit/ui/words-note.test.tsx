/** What stands below the curve of a block says the verdict that the figures below it say, and names the line only where it is drawn. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import type { ShownRun } from '../../../src/experiment/shown';
import { withVerdicts } from '../../../src/lab/report/verdict';
import { report } from '../../../src/lab/report/report';
import { ApartFigure } from '../../../src/ui/behaviour/ApartFigure';
import { apartSentence } from '../../../src/ui/behaviour/apart-sentence';
import { WordsNote } from '../../../src/ui/layers/WordsNote';
import { evidence, textPairs } from '../lab/report/made-up';

vi.mock('../../../src/ui/dots/ScoreStrips', () => ({ ScoreStrips: () => null }));

const texts = textPairs(14, 0);
const bare = report(evidence(texts, [3]), { resamples: 200 });
const table = { permutationMaxP: Float64Array.of(0.3), deedsOverWords: Float64Array.of(0.9) };
const apart = ['words', 'deeds'].map((name, i) => ({ name, texts: ['a'], scores: [[i]] }));
const run = {
  report: withVerdicts(bare, { table }),
  table: { ...bare.table, ...table },
  evidence: { apart },
  set: { set: { pairs: texts, scored: [] } },
  scores: { positive: [[]], negative: [[]], scored: [[]] },
} as unknown as ShownRun;

test('the verdict of a block without luck on its side is the same beside the words and beside the texts apart', () => {
  expect(renderToStaticMarkup(<WordsNote run={run} layer={0} drawn />)).toContain('No better than luck');
  const says = renderToStaticMarkup(<ApartFigure run={run} layer={0} origin="" />);
  expect(says).toContain('at this block the direction tells nothing on the test pairs');
  expect(says).not.toContain('it follows the deed');
});

test('what the texts apart say comes with its interval and the bag of words beside it, and leaves open what they do not tell', () => {
  const beyond = { ...bare, verdicts: [{ kind: 'beyond', layer: 0, sentence: '' }] } as typeof bare;
  const says = (columns: Record<string, number>) => {
    const numbers = Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, Float64Array.of(value)]));
    return apartSentence({ report: beyond, table: { ...bare.table, ...numbers } }, 0);
  };
  const known = { deedsOverWords: 0.633, deedsOverWordsLow: 0.47, deedsOverWordsHigh: 0.77, deedsBag: 0.609 };
  expect(says({ ...known, deedsOverBagLow: -0.1, deedsOverBagHigh: 0.2 })).toBe(
    'A text that shows it without its words scores above one that only has the words in 63 % of comparisons (95 % interval over the texts 47 % to 77 %; a bag of words from the training pairs 61 %; a coin toss 50 %): these texts leave open which of the two it follows.',
  );
  expect(says({ ...known, deedsOverWordsLow: 0.55, deedsOverBagLow: 0.01, deedsOverBagHigh: 0.2 })).toContain('it follows the deed');
  expect(says({ deedsOverWords: 0.9 })).toContain('in 90 % of comparisons (a coin toss 50 %): so few texts give no interval');
  expect(says({})).toBe('');
});

test('of a run that is not whole the words are those of the pairs that were read, and how many is said', () => {
  const half = evidence(texts, [3]);
  const positive = half.scores.positive.map((at) => Array.from(at).map((score, i) => (i < 13 ? score : NaN)));
  const stopped = report({ ...half, scores: { ...half.scores, positive } }, { resamples: 200 });
  const says = (complete: boolean, found: typeof bare) =>
    renderToStaticMarkup(<WordsNote run={{ ...run, complete, report: found, table: found.table }} layer={0} drawn />).replace(
      /<[^>]*>/g,
      '',
    );
  expect(says(false, stopped)).toContain('on 11 test pairs of 14, as many as have been read.');
  expect(says(true, bare)).toContain('on 14 test pairs.');
});

test('a line that is not drawn is not called one', () => {
  const says = (drawn: boolean) => renderToStaticMarkup(<WordsNote run={run} layer={0} drawn={drawn} />).replace(/<[^>]*>/g, '');
  expect(says(true)).toContain('The dashed line is a');
  expect(says(true)).toContain('that never saw the model: ');
  expect(says(false)).not.toContain('line');
  expect(says(false)).toContain('that never saw the model has ');
});
