/** Texts that have the words of the concept without the concept, and the reverse: which of the two does the direction follow? */
import { memo, useMemo, useState } from 'react';
import type { ShownRun } from '../../experiment/shown';
import type { Row } from '../dots/layout';
import { TextCard } from '../dots/TextCard';
import { meanOf } from '../dots/mean';
import { ScoreStrips } from '../dots/ScoreStrips';
import { MEAN } from '../figure/marks';
import type { Key } from '../figure/plan';
import { Fold } from '../parts/Fold';
import { compact } from '../parts/format';
import { Twin, type Cell } from '../parts/Twin';
import { summaryRows } from '../dots/summary-rows';
import { apartRows, apartSentence } from './apart-sentence';
import { HowToRead } from '../figure/HowToRead';
import { t } from '../../language/t';

interface Props {
  readonly run: ShownRun;
  readonly layer: number;
  readonly origin: string;
}

const KEYS: readonly Key[] = [{ mark: MEAN, label: t`mean of the row` }];

export function ApartFold(props: Props) {
  if (!props.run.evidence?.apart?.length) return null;
  return (
    <Fold id="apart" note={t`the words of the concept without it, and it without its words`}>
      <ApartFigure {...props} />
    </Fold>
  );
}

export const ApartFigure = memo(function ApartFigure({ run, layer, origin }: Props) {
  const [picked, pick] = useState<string | null>(null);
  const apart = useMemo(() => run.evidence?.apart ?? [], [run]);
  const points = useMemo(
    () =>
      apart.flatMap(({ name, texts, scores }, group) =>
        texts.map((text, i) => ({ id: `${group}-${i}`, group, name, text, score: scores[layer]?.[i] ?? NaN })),
      ),
    [apart, layer],
  );
  const rows = useMemo(
    () =>
      apart.map(({ name }, group): Row => {
        const dots = points.filter((point) => point.group === group).map(({ id, score }) => ({ id, x: score, filled: true }));
        return { key: `apart${group}`, label: name, dots, mean: meanOf(dots) };
      }),
    [apart, points],
  );
  const chosen = points.find(({ id }) => id === picked);
  const title = t`Words and deeds apart, scores at block ${layer}`;
  return (
    <figure className="figure" data-testid="apart">
      <ScoreStrips
        run={run}
        layer={layer}
        rows={rows}
        title={title}
        keys={KEYS}
        origin={origin}
        testId="apart-chart"
        label={title}
        picked={picked}
        onPick={pick}
      />
      <p className="about">{apartSentence(run, layer)}</p>
      <div aria-live="polite">
        {chosen && (
          <TextCard
            title={t`${chosen.name}, score ${compact(chosen.score)}`}
            text={chosen.text}
            cut={false}
            rubric={null}
            tone="plain"
            onClose={() => pick(null)}
          />
        )}
      </div>
      <Twin
        caption={title}
        columns={[{ name: t`text` }, { name: t`kind` }, { name: t`score`, print: compact, nan: t`the block has no direction` }]}
        rows={() => [
          ...points.map(({ text, name, score }): Cell[] => [{ text }, { text: name }, score]),
          ...summaryRows(run, layer, rows),
          ...apartRows(run, layer),
        ]}
      />
      <HowToRead id="apart" />
    </figure>
  );
});
