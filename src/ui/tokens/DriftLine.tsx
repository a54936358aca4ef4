/**
 * How scores go on along an answer: a line for each direction, as the text reads without the push, and the picked one as it was written.
 * The tokens themselves say the values.
 */
import { memo, useMemo } from 'react';
import { pathOf, thinned } from '../parts/line';
import { compact } from '../parts/format';
import { extent } from '../parts/scale';
import type { Drift } from './lines';
import { t } from '../../language/t';

interface Props {
  readonly drift: Drift;
  readonly layer: number;
  /** The token that is pointed at; null where none is. */
  readonly at: number | null;
}

const [WIDTH, HEIGHT] = [300, 36];

export const DriftLine = memo(function DriftLine({ drift, layer, at }: Props) {
  const drawn = useMemo(() => drawnOf(drift, layer), [drift, layer]);
  if (!drawn) return null;
  const { label, zero, written, paths, x } = drawn;
  return (
    <svg className="drift" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label} data-testid="drift">
      {zero !== null && <line className="zero" x1={0} x2={WIDTH} y1={zero} y2={zero} vectorEffect="non-scaling-stroke" />}
      {written !== null && <path className="written" d={written} vectorEffect="non-scaling-stroke" />}
      {paths.map(({ i, d }) => (
        <path key={i} className={`drift-line drift-line-${i % 4}`} d={d} vectorEffect="non-scaling-stroke" />
      ))}
      {at !== null && <line className="here" x1={x(at)} x2={x(at)} y1={0} y2={HEIGHT} vectorEffect="non-scaling-stroke" />}
    </svg>
  );
});

/** All but the token that is pointed at; null where there is no line. */
function drawnOf({ lines, written }: Drift, layer: number) {
  const drawn = lines.map((line, i) => ({ ...line, i })).filter(({ values }) => values.some(Number.isFinite));
  const ends = extent(drawn.flatMap(({ values }) => values).concat(written));
  const tokens = lines[0]!.values.length;
  if (tokens < 2 || ends === null) return null;
  const [least, most] = ends;
  const x = (i: number): number => (i / (tokens - 1)) * WIDTH;
  const y = (value: number): number => (most === least ? HEIGHT / 2 : HEIGHT - ((value - least) / (most - least)) * HEIGHT);
  const path = (values: readonly number[]): string =>
    pathOf(
      thinned(
        values.map((value, i) => [i, value] as const),
        2 * WIDTH,
      ),
      { x, y },
    );
  const fromTo = (values: readonly number[]): string =>
    t`from ${compact(values[0]!)} at the first token to ${compact(values.at(-1)!)} at the last`;
  return {
    x,
    zero: least < 0 && most > 0 ? y(0) : null,
    written: written.some(Number.isFinite) ? path(written) : null,
    paths: drawn.map(({ i, values }) => ({ i, d: path(values) })),
    label:
      lines.length === 1
        ? t`Score at block ${layer} along the answer, ${fromTo(lines[0]!.values)}`
        : t`Separations from the midpoint at block ${layer} along the answer: ${drawn.map(({ name, values }) => `“${name}” ${fromTo(values)}`).join('; ')}`,
  };
}
