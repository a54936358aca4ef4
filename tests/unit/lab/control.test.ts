import { describe, expect, it } from 'vitest';
import { chance, randomDirections, shuffledLabels } from '../../../src/lab/control';
import { shuffledDrawsOf } from '../../../src/lab/chance-draws';
import { index, type LayerIndex } from '../../../src/lab/indices';
import { METHODS } from '../../../src/lab/readers/method';
import { permutationP } from '../../../src/lab/permutation';
import { capture, expectClose, golden, pairs, test, train } from './golden';

describe('shuffledLabels', () => {
  it('equal numpy refitting every draw', () => {
    const { draws, seed, aurocs } = golden.shuffled;
    shuffledLabels(capture, train, test, { draws, seed }).forEach((chance, layer) => {
      expect(chance.layer).toBe(layer);
      expectClose(chance.draws, aurocs[layer]!);
    });
  });
  it('are the same for the same seed', () =>
    expect(shuffledLabels(capture, train, test, { draws: 20 })).toEqual(shuffledLabels(capture, train, test, { draws: 20, seed: 1 })));
  it('refuse an empty set', () => expect(() => shuffledLabels(capture, train, [])).toThrow('no pairs'));
});

describe('the upper end of the band', () => {
  const reaching = (draws: readonly number[]): number => {
    const { high } = chance(index<LayerIndex>(0), draws);
    return draws.filter((draw) => draw >= high).length / draws.length;
  };
  it('is reached by one draw in forty where all differ, whatever the method draws', () => {
    for (const method of METHODS) expect(reaching(Array.from({ length: shuffledDrawsOf(method) }, (_, i) => i))).toBe(1 / 40);
  });
  it('is reached by more where draws are alike: “at least one in forty” is all that can be said', () =>
    expect(reaching(Array.from({ length: 2000 }, (_, i) => (i % 2 === 0 ? 1 : 0)))).toBe(0.5));
});

describe('randomDirections', () => {
  it('are as likely to point one way as the other', () => {
    for (const { mean, sd, low, high, draws } of randomDirections(capture, pairs([0, 1, 2, 3, 4]), { draws: 4000 })) {
      expect(mean).toBeCloseTo(0.5, 1);
      expect(sd).toBeGreaterThan(0);
      expect(low).toBeLessThan(0.5);
      expect(high).toBeGreaterThan(0.5);
      expect(draws).toEqual(draws.toSorted());
    }
  });
  it('in width 1 there are only two', () => {
    const line = { layers: 1, width: 1, count: 4, data: Float32Array.of(3, 0, 1, 2) };
    const draws = randomDirections(line, pairs([0, 1]))[0]!.draws;
    expect(new Set(draws)).toEqual(new Set([0.25, 0.75]));
    expect(permutationP(0.75, draws)).toBeCloseTo(0.5, 1);
  });
  it('take 200 draws unless told', () => expect(randomDirections(capture, test)[0]?.draws).toHaveLength(200));
});
