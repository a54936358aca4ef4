/** How the score goes on along an answer: as it reads without the push, and as it was written. The tokens themselves say the values. */
import { memo } from 'react';
import { pathOf } from '../parts/line';
import { compact } from '../parts/format';

interface Props {
  /** [token], read again without a push; empty where it was not. */
  readonly reread: readonly number[];
  /** [token], the push included. */
  readonly written: readonly number[];
  readonly layer: number;
  /** The token that is pointed at; null where none is. */
  readonly at: number | null;
}

const [WIDTH, HEIGHT] = [300, 36];

export const DriftLine = memo(function DriftLine({ reread, written, layer, at }: Props) {
  const all = [...reread, ...written].filter(Number.isFinite);
  if (written.length < 2 || all.length === 0) return null;
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const x = (i: number): number => (i / (written.length - 1)) * WIDTH;
  const y = (value: number): number => (most === least ? HEIGHT / 2 : HEIGHT - ((value - least) / (most - least)) * HEIGHT);
  const line = (values: readonly number[]): string =>
    pathOf(
      values.map((value, i) => [i, value] as const),
      { x, y },
    );
  const main = reread.length > 0 ? reread : written;
  const label = `Score at block ${layer} along the answer, from ${compact(main[0]!)} at the first token to ${compact(main.at(-1)!)} at the last`;
  return (
    <svg className="drift" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label} data-testid="drift">
      {least < 0 && most > 0 && <line className="zero" x1={0} x2={WIDTH} y1={y(0)} y2={y(0)} vectorEffect="non-scaling-stroke" />}
      {reread.length > 0 && <path className="written" d={line(written)} vectorEffect="non-scaling-stroke" />}
      <path className="reread" d={line(main)} vectorEffect="non-scaling-stroke" />
      {at !== null && <line className="here" x1={x(at)} x2={x(at)} y1={0} y2={HEIGHT} vectorEffect="non-scaling-stroke" />}
    </svg>
  );
});
