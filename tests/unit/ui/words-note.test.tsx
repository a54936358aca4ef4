/** What stands below the curve of a block says the verdict that the figures below it say, and names the line only where it is drawn. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import type { ShownRun } from '../../../src/experiment/shown';
import { withVerdicts } from '../../../src/lab/report/verdict';
import { report } from '../../../src/lab/report/report';
import { ApartFigure } from '../../../src/ui/behaviour/ApartFigure';
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
