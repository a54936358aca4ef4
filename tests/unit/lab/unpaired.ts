/** Texts of two classes that do not pair up, and their reference numbers, made by tests/fixtures/lab/unpaired.py. */
import golden from '../../fixtures/lab/unpaired.json';
import type { Unpaired } from '../../../src/lab/contrast';
import type { Grouped } from '../../../src/lab/folds';
import { index, indices, type LayerIndex, type TextIndex } from '../../../src/lab/indices';
import type { Residuals } from '../../../src/lab/residuals';

export { golden };
const { capture } = golden;

/** 55 texts in no order, 2 layers, width 16. */
export const residuals: Residuals = { ...capture, data: Float32Array.from(capture.data) };
export const layers = indices<LayerIndex>(capture.layers);
export const words: readonly string[] = capture.texts;
export const contrast: Unpaired<TextIndex, Grouped> = {
  texts: capture.positive.map((positive, i) => ({
    text: index<TextIndex>(i),
    label: positive === 1 ? 'positive' : 'negative',
    split: capture.test[i] === 1 ? 'test' : 'train',
    group: capture.groups[i]!,
  })),
};
export const of = (split: 'train' | 'test'): Unpaired<TextIndex, Grouped> => ({
  texts: contrast.texts.filter((one) => one.split === split),
});
export const METHODS = ['mean-difference', 'lda', 'logistic'] as const;
