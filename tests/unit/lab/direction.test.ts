import { describe, expect, it } from 'vitest';
import { agreement } from '../../../src/lab/agreement';
import { directions } from '../../../src/lab/direction';
import { index, type LayerIndex, type TextIndex } from '../../../src/lab/indices';
import { InvalidInput } from '../../../src/lab/invalid';
import { residualAt, type Residuals } from '../../../src/lab/residuals';
import { project, scores } from '../../../src/lab/score';
import { readFloat32 } from '../../npy';
import model from '../../fixtures/smollm2-135m-golden/golden.json';
import { capture, expectClose, golden, pair, pairs, train } from './golden';

const zeros: Residuals = { layers: 2, width: 2, count: 2, data: Float32Array.of(1, 2, 0, 0, 0, 0, 0, 0) };

describe('directions', () => {
  it('equal numpy on a small capture', () => {
    const d = directions(capture, train);
    expectClose(d.data, golden.capture.direction, 1e-7);
    expectClose(d.separation, golden.capture.separation);
    expectClose(d.midpoint, golden.capture.midpoint);
    expectClose(d.norm, golden.capture.norm);
  });

  it('equal PyTorch on the embedded model', () => {
    const at = (name: string) => readFloat32(new URL(`../../fixtures/smollm2-135m-golden/${name}`, import.meta.url));
    const { shape, data } = at('mean.npy');
    const [count, layers, width] = shape as [number, number, number];
    const d = directions({ count, layers, width, data }, pairs([0, 1, 2]));
    const reference = at('direction.npy').data;
    for (let layer = 0; layer < layers; layer++) {
      const row = (all: Float32Array): Float32Array => all.subarray(layer * width, (layer + 1) * width);
      expect(project(row(d.data), row(d.data))).toBeCloseTo(1, 6);
      expect(project(row(d.data), row(reference))).toBeGreaterThanOrEqual(0.999999);
    }
    expectClose(d.separation, model.separation, 1e-6);
    expectClose(d.norm, model.resid_norm, 1e-6);
  });

  it('separate the train texts by exactly `separation`, around `midpoint`', () => {
    const d = directions(capture, train);
    scores(capture, d).forEach((score, layer) => {
      const mean = (side: 'positive' | 'negative'): number => train.reduce((sum, pair) => sum + score[pair[side]]!, 0) / train.length;
      expectClose(
        [mean('positive') - mean('negative'), (mean('positive') + mean('negative')) / 2],
        [d.separation[layer]!, d.midpoint[layer]!],
        1e-6,
      );
    });
  });

  it('refuse what has no direction, and say where', () => {
    expect(() => directions(zeros, pairs([0]))).toThrow('identical at block 1');
    expect(() => directions(capture, [])).toThrow('no pairs');
    expect(() => directions(capture, [pair(0, 10)])).toThrow('no text 10 among 10');
    expect(() => directions({ ...zeros, data: Float32Array.of(1, 2, NaN, 0, 0, 0, 0, 0) }, pairs([0]))).toThrow('block 1 are not finite');
    expect(() => directions({ ...zeros, data: new Float32Array(7) }, pairs([0]))).toThrow('= 8 numbers, got 7');
    expect(new InvalidInput('m', 'h')).toMatchObject({ code: 'invalid-input', message: 'm', hint: 'h', name: 'InvalidInput' });
  });
});

describe('scores', () => {
  it('equal numpy, as [layer][text]', () => {
    const all = scores(capture, directions(capture, train));
    all.forEach((score, layer) => expectClose(score, golden.capture.scores[layer]!, 1e-6));
    expect(all).toHaveLength(3);
  });

  it('refuse directions of another model, with both numbers', () => {
    expect(() => scores(capture, { layers: 3, width: 5, data: new Float32Array(15) })).toThrow(
      '3 layers × 5 do not fit residuals of 3 layers × 4',
    );
    expect(() => scores(capture, { layers: 3, width: 4, data: new Float32Array(11) })).toThrow('= 12 numbers, got 11');
    expect(() => project([1, 2], [1])).toThrow('width 2 on a direction of width 1');
  });
});

describe('residualAt', () => {
  it('is a view in [text, layer, width]', () => {
    const at = (text: number, layer: number) => residualAt(capture, index<TextIndex>(text), index<LayerIndex>(layer));
    expect(at(2, 1)).toEqual(capture.data.slice(28, 32));
    expect(at(2, 1).buffer).toBe(capture.data.buffer);
    expect(() => at(0, 3)).toThrow('no block 3');
    expect(() => at(-1, 0)).toThrow('no text -1');
  });
});

describe('agreement', () => {
  it('equals the mean pairwise cosine of scikit-learn', () =>
    expectClose(agreement(capture, pairs([0, 1, 2, 3, 4])), golden.capture.agreement));
  it('is not defined for one pair; a pair of equal texts points nowhere and is left out', () => {
    expect(agreement(capture, train.slice(0, 1))).toEqual([NaN, NaN, NaN]);
    expect(agreement(capture, [train[0]!, pair(0, 0)])).toEqual([NaN, NaN, NaN]);
    expect(agreement(capture, [...train, pair(0, 0)])).toEqual(agreement(capture, train));
  });
});
