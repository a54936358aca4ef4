/** The pushes of a choice as rows, and which of them read each text at once. */
import { indices, type RowIndex } from '../../src/lab/indices';
import type { ChooseRequest } from '../../src/protocol';
import { unusableRow } from '../generate/overflow';
import { isUnbound, rowEdits } from '../generate/request';
import { unusable } from '../generate/sample';
import type { LoadedModel } from '../model/loaded';
import type { Between } from '../pass/pieces';
import type { Positions } from '../pass/positions';
import { RowReader, sharesBeginnings } from '../pass/row-reader';

/** Under what items are asked; an item has no part in it. */
export type Asking = Omit<ChooseRequest, 'items' | 'template'>;

/** A push of the request, or none. */
export interface Row {
  /** Its place in the request; null of one whose options nobody asked for. */
  readonly asked: RowIndex | null;
  readonly prompt: Positions;
  readonly option: Positions;
  /** Nothing is pushed. */
  readonly isLeft: boolean;
  /** Throws for log-probabilities that are none: a sum of theirs would be no number. */
  readonly expectUsable: (logProbs: Float32Array) => void;
}

/** Rows that read each text at once, and what has been read under them. */
export interface Bundle {
  readonly rows: readonly Row[];
  readonly reader: RowReader;
}

/**
 * Those of the request; and after them one without a push where none of them is one and what could be read before it acts is wanted.
 */
export function rowsOf(model: LoadedModel, request: Asking): Row[] {
  const { layers, width } = model.graph;
  const rows = indices<RowIndex>(request.rows).map((row): Row => {
    const { prompt, answer: option } = rowEdits(request, row, { rows: request.rows, layers, width });
    const isLeft = [prompt, option].every(({ steer, clamps }) => steer!.every((x) => x === 0) && (!clamps || isUnbound(clamps)));
    const expectUsable = (logProbs: Float32Array): void => {
      const problem = unusable(logProbs);
      if (problem) throw unusableRow(model, request, row, problem, isLeft);
    };
    return { asked: row, prompt, option, isLeft, expectUsable };
  });
  if (!request.read || rows.some(({ isLeft }) => isLeft)) return rows;
  const left: Positions = { steer: null };
  return [...rows, { asked: null, prompt: left, option: left, isLeft: true, expectUsable: () => undefined }];
}

/**
 * Which rows read at once, for the whole request. Several rows of a few tokens take less time as one pass than one after the other: an
 * option of eight tokens, under seven strengths, two thirds. One row reads before the others, alone, one without a push where there is
 * one: what lies beneath the pushes is computed with it, and the others begin there. Each row by itself where a batch cannot go on from a
 * cache with several tokens, because attention stays fused or the graph is not cut to slices of its cache (`rowsGoOn`); and where no row
 * goes on from another text: on a graphics card, by dynamic quantisation, with states.
 */
export function bundlesOf(model: LoadedModel, rows: readonly Row[]): (readonly Row[])[] {
  if (!model.rowsGoOn || !sharesBeginnings(model, 0)) return rows.map((row) => [row]);
  const asked = rows.filter((row) => row.asked !== null);
  const first = asked.find(({ isLeft }) => isLeft) ?? asked[0]!;
  return [[first], asked.filter((row) => row !== first), rows.filter((row) => row.asked === null)].filter(({ length }) => length > 0);
}

export const withReader = (model: LoadedModel, pause: Between, rows: readonly Row[]): Bundle => ({
  rows,
  reader: new RowReader(model, pause, rows.length),
});
