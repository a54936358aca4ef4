import { describe, expect, it } from 'vitest';
import { layerTicks, layerToX, logValueToY, valueToY, xToLayer } from '../../../src/ui/layers/frame';
import { bytes, compact, fixed, seconds, signed, tick, tiny } from '../../../src/ui/parts/format';
import { logDomain, logTicks } from '../../../src/ui/parts/scale';

describe('frame', () => {
  it.each([
    [24, 316],
    [30, 848],
    [1, 400],
    [80, 600],
  ])('%i layers on %i pixels: a click on a layer chooses it', (layers, width) => {
    for (let layer = 0; layer < layers; layer++) expect(xToLayer(layerToX(layer, layers, width), layers, width)).toBe(layer);
  });

  it('a click outside chooses the first or the last layer', () => {
    expect(xToLayer(0, 30, 800)).toBe(0);
    expect(xToLayer(900, 30, 800)).toBe(29);
  });

  it('names every fifth layer and the last', () => {
    expect(layerTicks(30)).toEqual([0, 5, 10, 15, 20, 25, 29]);
    expect(layerTicks(32)).toEqual([0, 5, 10, 15, 20, 25, 30]);
    expect(layerTicks(1)).toEqual([0]);
  });
});

describe('axes', () => {
  it('puts larger values higher, and the middle of a logarithmic axis at the geometric mean', () => {
    const [bottom, top] = [valueToY(0.4, 1)(0.4), valueToY(0.4, 1)(1)];
    expect(bottom).toBeGreaterThan(top);
    expect(logValueToY(1, 100)(10)).toBeCloseTo((bottom + top) / 2);
    expect(logValueToY(1, 100)(0)).toBeNaN();
  });

  it.each<[[number, number], [number, number], number[]]>([
    [
      [0.3, 40],
      [0.2, 50],
      [0.2, 0.5, 1, 2, 5, 10, 20, 50],
    ],
    [
      [1.5, 4000],
      [1, 5000],
      [1, 10, 100, 1000],
    ],
    [
      [2, 2],
      [2, 5],
      [2, 5],
    ],
    [
      [1, 10],
      [1, 10],
      [1, 2, 5, 10],
    ],
  ])('a logarithmic axis over %j ends at %j', (range, domain, ticks) => {
    expect(logDomain(range)).toEqual(domain);
    expect(logTicks(...domain)).toEqual(ticks);
  });
});

describe('format', () => {
  it('writes real minus signs and never −0', () => {
    expect([fixed(-1.234), fixed(-0.001), signed(0.25, 2), fixed(NaN), tick(-10)]).toEqual(['−1.23', '0.00', '+0.25', '–', '−10']);
  });

  it('keeps about three digits', () => expect([0.00123, 0.26, 12.84, 1234].map(compact)).toEqual(['0.00123', '0.260', '12.8', '1234']));
  it('writes powers of ten', () => expect([0, 1.9e-6, -0.002].map(tiny)).toEqual(['0', '1.9 × 10⁻⁶', '−2.0 × 10⁻³']));
  it('counts bytes by thousands', () => expect([900, 104_198_424, 2.34e9].map(bytes)).toEqual(['1 kB', '104 MB', '2.3 GB']));
  it('counts time', () => expect([7.6, 125].map(seconds)).toEqual(['8 s', '2 min 05 s']));
});
