/** One thing beside the curve, as it is drawn. */
import type { BesideEntry, Drawn } from './beside-entries';
import { Band } from './Band';
import { Curve } from './Curve';
import { Level } from './Level';

interface Props {
  readonly entry: BesideEntry;
  readonly drawn: readonly Drawn[];
  readonly width: number;
  readonly y: (value: number) => number;
}

export function Beside({ entry, drawn, width, y }: Props) {
  return (
    <g className={`beside-${entry.id}`}>
      {drawn.map((one, i) => {
        switch (one.kind) {
          case 'level':
            return <Level key={i} value={one.value} mark={one.mark} width={width} y={y} />;
          case 'line':
            return <Curve key={i} values={one.values} mark={one.mark} width={width} y={y} of={entry.id} title={one.title} />;
          case 'band':
            return <Band key={i} low={one.low} high={one.high} mark={one.mark} width={width} y={y} />;
        }
      })}
    </g>
  );
}
