/** Scores of the rated texts at the chosen block, one row per EIA score, with the mean of each row. */
import { allTextsOf, contrastOf } from '../../lab/contrast';
import { memo, useMemo, useState } from 'react';
import type { ScenarioSet } from '../../formats/scenario-set';
import type { ShownRun } from '../../experiment/shown';
import type { Row } from '../dots/layout';
import { meanOf } from '../dots/mean';
import { TextCard } from '../dots/TextCard';
import { ScoreStrips } from '../dots/ScoreStrips';
import { JUDGED, MEAN, RATED, RATED_SEEN } from '../figure/marks';
import type { Key } from '../figure/plan';
import { compact } from '../parts/format';
import { Term } from '../parts/Term';
import { Twin, type Cell } from '../parts/Twin';
import { summaryRows } from '../dots/summary-rows';
import type { RatedSeries } from '../../lab/report/ratings';
import { LinkVerdict } from './Correlations';
import { linkOf } from './link-of';
import type { RatedPoint } from './rated-points';
import { RatedAnswers } from './RatedAnswers';
import { HowToRead } from '../figure/HowToRead';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

interface Point {
  readonly id: string;
  readonly eia: 0 | 1 | 2;
  readonly score: number;
  readonly text: string;
  readonly prompt: string | undefined;
  readonly cut: boolean;
  readonly rubric: string | null;
  readonly scenario: string;
}

interface Props {
  readonly run: ShownRun;
  readonly set: ScenarioSet;
  readonly layer: number;
  /** Where the run comes from: the line at the figure's foot. */
  readonly origin: string;
  /** Rated answers that were read along the directions of the run. */
  readonly answers: readonly RatedPoint[];
  /** What their scores and ratings tell; null for too few, and until that is computed. */
  readonly series: RatedSeries | null;
}

const KEYS: readonly Key[] = [{ mark: MEAN, label: t`mean of the row` }];
const RATERS: Readonly<Record<RatedPoint['rated'], Key>> = {
  blind: { mark: RATED, label: t`answer of a model, read again without a push, rated blind` },
  seen: { mark: RATED_SEEN, label: t`answer of a model, rated by somebody who knew the push` },
  judge: { mark: JUDGED, label: t`answer of a model, rated by a judge, which is a program` },
};

export const EiaFigure = memo(function EiaFigure({ run, set, layer, origin, answers, series }: Props) {
  const [picked, pick] = useState<string | null>(null);
  const points = useMemo(() => {
    // They are read after the texts that the direction is made between.
    const first = allTextsOf(contrastOf(set)).length;
    return set.scored.map((text, i): Point => ({
      id: text.id,
      eia: text.score,
      score: run.scores.scored[layer]?.[i] ?? NaN,
      text: text.text,
      prompt: text.prompt,
      cut: run.truncated?.[first + i] ?? false,
      rubric: rubricOf(set, text),
      scenario: text.scenario,
    }));
  }, [run, set, layer]);
  const rows = useMemo(() => eiaRows(points, answers), [points, answers]);
  const keys = useMemo(() => keysOf(answers), [answers]);
  const chosen = points.find((point) => point.id === picked);
  const answer = answers.find((point) => point.id === picked);
  const name = t`Score at block ${layer} by EIA score`;
  return (
    <figure className="figure">
      <figcaption className="figure-note">{rich`The ${(<Term id="score">{t`score`}</Term>)} of a text says how far it reaches along the direction. Click a dot to read its text.`}</figcaption>
      <ScoreStrips
        run={run}
        layer={layer}
        rows={rows}
        title={t`Score at block ${layer}, by EIA score`}
        keys={keys}
        origin={origin}
        testId="eia-chart"
        label={name}
        picked={picked}
        onPick={pick}
      />
      <div aria-live="polite">
        {chosen && (
          <TextCard
            title={t`${chosen.id}, EIA ${chosen.eia}, score ${compact(chosen.score)}`}
            text={chosen.text}
            prompt={chosen.prompt}
            scenario={chosen.scenario}
            cut={chosen.cut}
            rubric={chosen.rubric}
            tone="plain"
            onClose={() => pick(null)}
          />
        )}
        {answer && (
          <TextCard
            title={t`${answer.name}, rated ${answer.rating} by ${answer.by}${RATED_BY[answer.rated]}, score ${compact(answer.score)}`}
            text={answer.text}
            tone="plain"
            onClose={() => pick(null)}
          />
        )}
      </div>
      <Twin
        caption={name}
        columns={[{ name: t`text` }, { name: t`EIA` }, { name: t`score`, print: compact, nan: t`not read yet` }]}
        rows={() => [
          ...points.map((point): Cell[] => [{ text: point.id }, point.eia, point.score]),
          ...answers.map((one): Cell[] => [{ text: t`${one.name}, rated by ${one.by}${RATED_BY[one.rated]}` }, one.rating, one.score]),
          ...summaryRows(run, layer, rows),
        ]}
      />
      <HowToRead id="eia" />
      <LinkVerdict {...linkOf(run, layer)} />
      <RatedAnswers points={answers} series={series} layer={layer} />
    </figure>
  );
});

/** Blind ratings, others and those of judges are three series, each with a key where it is there. */
export const keysOf = (answers: readonly Pick<RatedPoint, 'rated'>[]): readonly Key[] => [
  ...KEYS,
  ...(['blind', 'seen', 'judge'] as const).filter((kind) => answers.some(({ rated }) => rated === kind)).map((kind) => RATERS[kind]),
];
const RATED_BY: Readonly<Record<RatedPoint['rated'], string>> = {
  blind: t`, blind`,
  seen: t`, who knew the push`,
  judge: t`, a program`,
};

/** What a rating means where the text's situation says it. */
const rubricOf = ({ scenarios }: ScenarioSet, { scenario, score }: ScenarioSet['scored'][number]): string | null =>
  scenarios.find(({ id }) => id === scenario)?.rubric?.[score] ?? null;

/** A row a rating. Its mean is that of the set's texts alone. */
export function eiaRows(points: readonly Pick<Point, 'id' | 'eia' | 'score' | 'cut'>[], answers: readonly RatedPoint[]): Row[] {
  return ([2, 1, 0] as const).map((eia) => {
    const dots = points
      .filter((point) => point.eia === eia)
      .map((point) => ({ id: point.id, x: point.score, filled: true, cut: point.cut }));
    const rated = answers
      .filter(({ rating }) => rating === eia)
      .map(({ id, score, rated: answer }) => ({ id, x: score, filled: false, answer }));
    return { key: `eia${eia}`, label: t`EIA ${eia}`, dots: [...dots, ...rated], mean: meanOf(dots) };
  });
}
