/** Comparing sets: a matrix that is there comes first, then what one of one's own takes. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import type { Analysis } from '../../../src/experiment/analysis';
import { decodeExperiment } from '../../../src/experiment/run-file';
import { report } from '../../../src/lab/report/report';
import { store } from '../../../src/app/store';
import { Sets } from '../../../src/ui/compare/Sets';
import { TooFew } from '../../../src/ui/compare/TooFew';
import { MORE, RECORDING } from '../../recording';

vi.mock('../../../src/ui/compare/useReadings', () => ({ useReadings: () => [] }));
vi.mock('../../../src/ui/compare/SetsFigure', () => ({ SetsFigure: () => 'THE MATRIX' }));
vi.mock('../../../src/ui/useLab', async () => {
  const { store } = await import('../../../src/app/store');
  return { useLab: <T,>(select: (state: ReturnType<typeof store.getState>) => T) => select(store.getState()) };
});

const words = (markup: string): string => markup.replace(/<[^>]+>/g, '');

test('the matrix that is there stands before what another takes, and is spoken of', () => {
  const file = (name: 'run' | 'more') => decodeExperiment(name === 'run' ? RECORDING : MORE, name);
  const [run, more] = [file('run'), file('more')];
  const analyses = run.analyses.map((one): Analysis => {
    const { layers, scale } = run.directions.find(({ id }) => id === one.directions)!;
    const { pairs } = run.sets[0]!.set;
    return { ...one, report: report({ layers, contrast: pairs, scores: one.scores, midpoint: scale!.midpoint }, { resamples: 0 }) };
  });
  store.setState({ experiment: { ...run, analyses, matrices: more.matrices } });
  const said = words(renderToStaticMarkup(<Sets layer={15} />));
  expect(said.indexOf('THE MATRIX')).toBeGreaterThan(0);
  expect(said.indexOf('THE MATRIX')).toBeLessThan(said.indexOf('This browser has kept no set'));
  expect(said).toContain('The matrix above is whole as it stands; this is what one of your own takes.');
  store.setState({ experiment: { ...run, analyses, matrices: [] } });
  const none = words(renderToStaticMarkup(<Sets layer={15} />));
  expect(none).toContain('This browser has kept no set that was read so, and a matrix takes two: choose another');
  expect(none).not.toContain('above');
});

test('several are counted', () => {
  expect(words(renderToStaticMarkup(<TooFew readings={[]} matrices={2} />))).toContain('The 2 matrices above are whole as they stand;');
});
