/** The lines of an answer (`DriftLine.tsx`) as numbers, a row a token. Pure. */
import { visible } from '../layers/visible';
import { compact } from '../parts/format';
import { toldApart } from '../parts/told-apart';
import type { Cell, TwinColumn } from '../parts/Twin';
import type { Drift } from './lines';
import { t } from '../../language/t';

interface DriftTwin {
  readonly columns: readonly TwinColumn[];
  readonly rows: () => Cell[][];
}

/**
 * Place from 1, token, what each line says there, and the picked line as it was written where that is drawn. One line alone is in scores,
 * several are in separations from the midpoint of each; NaN where a direction has no midpoint. `pieces`: [token] its text.
 */
export function driftTwin({ lines, written }: Drift, pieces: readonly string[]): DriftTwin {
  const series = [
    ...(lines.length === 1
      ? [{ name: t`score`, values: lines[0]!.values }]
      : lines.map(({ name, values }) => ({ name: t`“${name}”, separations`, values }))),
    ...(written.length > 0 ? [{ name: t`as written`, values: written }] : []),
  ];
  const names = toldApart(series.map(({ name }) => ({ text: name, more: [] })));
  return {
    columns: [{ name: t`place` }, { name: t`token` }, ...names.map((name) => ({ name, print: compact, nan: t`no number here` }))],
    rows: () => pieces.map((piece, i) => [i + 1, { text: visible(piece) }, ...series.map(({ values }) => values[i] ?? NaN)]),
  };
}
