/** The train × test matrix of some sets at one block. */
import { memo, useMemo } from 'react';
import type { TrainTestRecord } from '../../experiment/train-test';
import type { TrainTest } from '../../lab/report/matrix';
import { AUROC_SCALE } from '../figure/heat';
import { HeatMap } from '../figure/HeatMap';
import { fixed } from '../parts/format';
import { Twin, type Cell } from '../parts/Twin';
import { numbered } from './named';
import { HowToRead } from '../figure/HowToRead';
import { t } from '../../language/t';

interface Props {
  readonly found: TrainTest & { readonly sets: readonly Pick<TrainTestRecord['sets'][number], 'name'>[] };
  readonly layer: number;
  /** Model and way: the line at the figure's foot. */
  readonly origin: string;
}

const ENDS = [t`always wrong`, t`a coin toss`, t`never wrong`] as const;

export const SetsFigure = memo(function SetsFigure({ found, layer, origin }: Props) {
  const sets = useMemo(() => found.sets.map(({ name }) => name), [found]);
  const at = Math.min(layer, found.auroc.length - 1);
  const values = useMemo(() => found.auroc[at] ?? [], [found, at]);
  const labels = useMemo(() => numbered(sets), [sets]);
  const title = t`AUROC at block ${at}: trained on the set of the row, tested on the set of the column`;
  const unknown = values.flat().some(Number.isNaN);
  const seen = found.shared.some((row) => row.some((count) => count > 0));
  return (
    <figure className="figure">
      <HeatMap
        title={title}
        origin={origin}
        testId="train-test"
        rows={labels}
        columns={labels}
        values={values}
        scale={AUROC_SCALE}
        ends={ENDS}
        print={fixed}
      />
      {(unknown || seen) && (
        <figcaption className="quiet-line">
          {unknown && t`Cells with “–” have no number; the table says why. `}
          {seen && t`Some test pairs share a text with the pairs trained on, which flatters their cell; the table counts them.`}
        </figcaption>
      )}
      <Twin
        caption={title}
        columns={[
          { name: t`trained on` },
          { name: t`tested on` },
          { name: t`AUROC`, print: (value) => fixed(value, 3) },
          { name: t`pairs trained on` },
          { name: t`pairs tested on` },
          { name: t`of these with a text trained on` },
        ]}
        rows={() =>
          sets.flatMap((from, j) =>
            sets.map((on, k): Cell[] => {
              const value = values[j]?.[k] ?? NaN;
              const cell = Number.isNaN(value) ? { text: `– (${reason(found, j, k)})` } : value;
              return [{ text: from }, { text: on }, cell, found.train[j]!, found.test[k]!, found.shared[j]![k]!];
            }),
          )
        }
      />
      <HowToRead id="sets" />
    </figure>
  );
});

/** Why a cell has no number. */
function reason({ train, test }: TrainTest, j: number, k: number): string {
  if (train[j] === 0) return t`no complete training pair in the set trained on`;
  if (test[k] === 0) return t`no complete test pair in the set tested on`;
  return t`the two kinds of text read the same at this block`;
}
