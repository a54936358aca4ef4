/** That what is swapped does not compile is seen by `tsc` (npm run lint): a `@ts-expect-error` that no error follows is one itself. */
import { describe, expect, test } from 'vitest';
import type { AnalysisCalls } from '../../../src/analysis-protocol';
import { isRead, textsOf, type RunProgress } from '../../../src/app/run-progress';
import { index, indices, type LayerIndex, type PassIndex } from '../../../src/lab/indices';
import { layerRow } from '../../../src/lab/layer-row';
import type { RowIndex, TextIndex, TokenIndex } from '../../../src/lab/indices';
import { directionAt, type PairIndex } from '../../../src/lab/direction';
import { residualAt } from '../../../src/lab/residuals';
import type { TokenEvent } from '../../../src/protocol';
import type { Pass } from '../../../workers/pass/forward';
import { capture, train } from './golden';

const layer = index<LayerIndex>(1);
const text = index<TextIndex>(2);
const pass = index<PassIndex>(0);
const row = index<RowIndex>(1);
const token = index<TokenIndex>(1);

test('an index is a plain number', () => {
  expect([layer, text]).toEqual([1, 2]);
  expect(indices<TextIndex>(3)).toEqual([0, 1, 2]);
  expect(indices<TextIndex>(0)).toEqual([]);
});

test('layerRow is a view in [layer, row, width]', () => {
  const data = Float32Array.from({ length: 2 * 3 * 4 }, (_, i) => i);
  expect(Array.from(layerRow(data, { rows: 3, width: 4 }, layer, row))).toEqual([16, 17, 18, 19]);
  expect(layerRow(data, { rows: 3, width: 4 }, layer, row).buffer).toBe(data.buffer);
});

describe('does not compile:', () => {
  test('a text and a layer swapped', () => {
    // @ts-expect-error: a layer where the text goes, and the reverse
    expect(residualAt(capture, layer, text)).toBeDefined();
    // @ts-expect-error: a text where the layer goes
    expect(directionAt(capture, train, text)).toBeDefined();
    // @ts-expect-error: a layer for a text
    const pair: PairIndex = { positive: layer, negative: text };
    expect(pair).toBeDefined();
  });

  test('a pass and a text swapped', () => {
    const state = { missing: [[text]], there: [false, false, true], passes: 0 } as unknown as RunProgress;
    expect(textsOf(state, pass)).toEqual([text]);
    // @ts-expect-error: a text where the pass goes
    expect(textsOf(state, text)).toBeUndefined();
    // @ts-expect-error: a pass where the text goes
    expect(isRead(state, pass)).toBe(false);
    const residual = { poolings: [], data: new Float32Array(0), on: null };
    // @ts-expect-error: a pass for a text
    const keep: AnalysisCalls['keep']['in'] = { reading: '', text: pass, residual };
    expect(keep).toBeDefined();
  });

  test('a layer, a row and a token swapped', () => {
    const [data, shape] = [new Float32Array(24), { rows: 3, width: 4 }];
    // @ts-expect-error: a row where the layer goes, and the reverse
    expect(layerRow(data, shape, row, layer)).toBeDefined();
    // @ts-expect-error: a token where the row goes
    expect(layerRow(data, shape, layer, token)).toBeDefined();
    const event: Omit<TokenEvent, 'row'> = { token: 7, text: '', scores: data, tokens: 1, seconds: 0 };
    // @ts-expect-error: a token for a row
    const swapped: TokenEvent = { ...event, row: token };
    // @ts-expect-error: a token's id for a row
    const byId: TokenEvent = { ...event, row: event.token };
    // @ts-expect-error: a row for a token
    const positions: Pass['positions'] = [row];
    const ids = [event.token];
    // @ts-expect-error: ids for positions
    const asPositions: Pass['positions'] = ids;
    expect([swapped, byId, positions, asPositions]).toHaveLength(4);
  });

  test('an index made into one of another kind', () => {
    // @ts-expect-error: a text made a layer
    expect(index<LayerIndex>(text)).toBe(2);
    // @ts-expect-error: a row as a number of layers
    expect(indices<LayerIndex>(row)).toHaveLength(1);
  });

  test('a plain number where a kind is expected', () => {
    // @ts-expect-error: numbers of no kind
    expect(residualAt(capture, 2, 1)).toEqual(residualAt(capture, text, layer));
  });
});
