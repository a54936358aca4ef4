/** Cosines between the directions of analyses of one model, at the shown depth. */
import { memo, useMemo } from 'react';
import { byModel } from '../../experiment/compare';
import { blockAt, cosineMatrix } from '../../lab/report/compare';
import { COSINE_SCALE } from '../figure/heat';
import { HeatMap } from '../figure/HeatMap';
import { fixed } from '../parts/format';
import { Term } from '../parts/Term';
import { Twin } from '../parts/Twin';
import { originOf, type Named } from './named';

interface Props {
  readonly all: readonly Named[];
  readonly depth: number;
}

const ENDS = ['opposite', 'right angle', 'the same'] as const;

export const Angles = memo(function Angles({ all, depth }: Props) {
  const groups = useMemo(() => byModel(all.map(({ run }) => run)).map((runs) => all.filter(({ run }) => runs.includes(run))), [all]);
  const [alone, several] = [groups.filter(({ length }) => length < 2).flat(), groups.filter(({ length }) => length > 1)];
  return (
    <div data-testid="angles">
      {several.map((group) => (
        <AngleFigure key={group[0]!.run.id} group={group} depth={depth} />
      ))}
      {alone.length > 0 && (
        <p className="quiet-line">
          {several.length > 0 ? alone.map(({ letter }) => letter).join(', ') : 'These analyses'}: directions of different models lie in
          different spaces, so there is no <Term id="cosine">cosine</Term> between them.
        </p>
      )}
    </div>
  );
});

function AngleFigure({ group, depth }: { readonly group: readonly Named[]; readonly depth: number }) {
  const layer = blockAt(depth, group[0]!.run.directions.layers);
  const values = useMemo(
    () =>
      cosineMatrix(
        group.map(({ run }) => run.directions),
        layer,
      ),
    [group, layer],
  );
  const labels = useMemo(() => group.map(({ letter, text }) => ({ short: letter, long: text })), [group]);
  const columns = useMemo(() => group.map(({ letter }) => ({ short: letter, long: '' })), [group]);
  const title = `Cosine between the directions of block ${layer}`;
  return (
    <figure className="figure">
      <p className="figure-note">
        How far two directions point the same way: their <Term id="cosine">cosine</Term>.
      </p>
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
          { name: 'analysis' },
          ...group.map(({ letter }) => ({
            name: letter,
            print: (value: number) => (Number.isNaN(value) ? '– (no direction at this block)' : fixed(value, 3)),
          })),
        ]}
        rows={() => values.map((row, i) => [{ text: group[i]!.letter }, ...row])}
      />
    </figure>
  );
}
