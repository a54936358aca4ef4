/** Cosines between the directions of analyses of one model, at the shown depth. */
import { memo, useMemo } from 'react';
import { cosinesAt } from '../../app/lower-actions';
import { byModel } from '../../experiment/compare';
import { blockAt } from '../../lab/report/depth';
import { COSINE_SCALE } from '../figure/heat';
import { HeatMap } from '../figure/HeatMap';
import { fixed } from '../parts/format';
import { Term } from '../parts/Term';
import { Twin } from '../parts/Twin';
import { originOf, type Named } from './named';
import { useAsked } from '../parts/useAsked';
import { HowToRead } from '../figure/HowToRead';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

interface Props {
  readonly all: readonly Named[];
  readonly depth: number;
}

const ENDS = [t`opposite`, t`right angle`, t`the same`] as const;

/** Analyses of one model, and the block that lies at the shown depth. */
interface Group {
  readonly named: readonly Named[];
  readonly layer: number;
}

const ask = (groups: readonly Group[], signal: AbortSignal): Promise<number[][][]> =>
  groups.length === 0
    ? Promise.resolve([])
    : cosinesAt(
        groups.map(({ named, layer }) => ({ layer, directions: named.map(({ run }) => run.directions) })),
        signal,
      );

export const Angles = memo(function Angles({ all, depth }: Props) {
  const models = useMemo(() => byModel(all.map(({ run }) => run)).map((runs) => all.filter(({ run }) => runs.includes(run))), [all]);
  const alone = models.filter(({ length }) => length < 2).flat();
  const several = useMemo(() => models.filter(({ length }) => length > 1), [models]);
  const groups = useMemo(
    () => several.map((named): Group => ({ named, layer: blockAt(depth, named[0]!.run.directions.layers) })),
    [several, depth],
  );
  const asked = useAsked(groups, ask);
  // While the next block is asked for, the numbers of the one before stay, with its name.
  const last = asked?.question.every(({ named }, i) => named === several[i]) ? asked : null;
  return (
    <div data-testid="angles">
      {last &&
        ('answer' in last ? (
          last.question.map(({ named, layer }, i) => (
            <AngleFigure key={named[0]!.run.id} group={named} layer={layer} values={last.answer[i]!} />
          ))
        ) : (
          <p role="alert">{t`The cosines could not be computed: ${last.failure}`}</p>
        ))}
      {alone.length > 0 && (
        <p className="quiet-line">{rich`${several.length > 0 ? alone.map(({ letter }) => letter).join(', ') : t`These analyses`}: directions of different models lie in different spaces, so there is no ${(<Term id="cosine">{t`cosine`}</Term>)} between them.`}</p>
      )}
    </div>
  );
});

interface FigureProps {
  readonly group: readonly Named[];
  readonly layer: number;
  /** [analysis][analysis]. */
  readonly values: readonly (readonly number[])[];
}

export const AngleFigure = memo(function AngleFigure({ group, layer, values }: FigureProps) {
  const labels = useMemo(() => group.map(({ letter, text }) => ({ short: letter, long: text })), [group]);
  const columns = useMemo(() => group.map(({ letter }) => ({ short: letter, long: '' })), [group]);
  const title = t`Cosine between the directions of block ${layer}`;
  return (
    <figure className="figure">
      <p className="figure-note">{rich`How far two directions point the same way: their ${(<Term id="cosine">{t`cosine`}</Term>)}.`}</p>
      <HeatMap
        title={title}
        origin={originOf(group, __VERSION__)}
        testId="cosines"
        rows={labels}
        columns={columns}
        values={values}
        scale={COSINE_SCALE}
        ends={ENDS}
        print={fixed}
      />
      <Twin
        caption={title}
        columns={[
          { name: t`analysis` },
          ...group.map(({ letter }) => ({
            name: letter,
            print: (value: number) => (Number.isNaN(value) ? t`– (no direction at this block)` : fixed(value, 3)),
          })),
        ]}
        rows={() => values.map((row, i) => [{ text: group[i]!.letter }, ...row])}
      />
      <HowToRead id="cosines" />
    </figure>
  );
});
