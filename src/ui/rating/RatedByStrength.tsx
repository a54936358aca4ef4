/** How each strength was rated: a figure a kind of push, the table behind it, and every single rating. */
import { useMemo } from 'react';
import { alphaOf } from '../../experiment/answer';
import { byId } from '../../experiment/experiment';
import type { RatingsAsked } from '../../experiment/ratings-asked';
import type { RatedStrength, RatingsReport } from '../../lab/report/ratings';
import { count, fixed, percent, tick } from '../parts/format';
import { Twin, type Cell, type TwinColumn } from '../parts/Twin';
import { useLab } from '../useLab';
import { countedText } from './counted-text';
import { ratedDose } from './rated-dose';
import { ratedOrigin } from './rated-origin';
import { pushText } from './push-text';
import { JudgesShares } from './JudgesShares';
import { RatedFigure } from './RatedFigure';
import { raterName } from './rater-name';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

const two = (value: number): string => fixed(value, 2);
const FEW = t`one rated answer has no interval`;
export const STRENGTH_COLUMNS: readonly TwinColumn[] = [
  { name: t`push` },
  { name: 'α', print: tick },
  { name: t`mean rating`, print: two, nan: t`nothing of it was rated` },
  { name: t`low`, print: two, nan: FEW },
  { name: t`high`, print: two, nan: FEW },
  { name: t`rated (n)` },
  { name: t`answers` },
  { name: t`not rated`, print: (share) => percent(share) },
];
export const strengthRows = (strengths: readonly RatedStrength[], names: readonly string[]): Cell[][] =>
  strengths.map(({ push, alpha, mean, low, high, rated, answers, unscored }): Cell[] => [
    { text: names[push]! },
    ...[alpha, mean, low, high, rated, answers, unscored],
  ]);

const RATING_COLUMNS: readonly TwinColumn[] = [
  ...[t`answer`, t`push`, 'α', t`rating`, t`by`, t`blind`, t`at`, t`text`].map((name) => ({ name })),
  { name: t`expected rating`, print: two, nan: t`only a judge that gives probabilities has one` },
];
export const ratingRows = ({ answers, raters }: RatingsAsked, names: readonly string[]): Cell[][] =>
  answers.flatMap(({ answer, push, ratings }) =>
    ratings.map(({ rater, rating }): Cell[] => [
      ...[answer.id, names[push]!].map((text) => ({ text })),
      ...[alphaOf(answer), rating.score],
      ...[raterName(raters[rater]!), rating.blind ? 'yes' : 'no', rating.at, answer.text].map((text) => ({ text })),
      rating.expected ?? NaN,
    ]),
  );

interface Props {
  readonly asked: RatingsAsked;
  readonly report: RatingsReport;
}

export function RatedByStrength({ asked, report: { strengths, counted } }: Props) {
  const directions = useLab((s) => s.experiment.directions);
  const analyses = useLab((s) => s.experiment.analyses);
  const damages = useLab((s) => s.experiment.damages);
  const written = useLab((s) => s.experiment.answers);
  const readings = useLab((s) => s.experiment.readings);
  const catalogue = useLab((s) => s.catalogue);
  const origins = useLab((s) => s.origins);
  const { pushes, answers } = asked;
  const several = new Set(pushes.map(({ model }) => model)).size > 1;
  const names = pushes.map((push) => pushText(push, (id) => byId(directions, id)?.name, several));
  const doses = useMemo(
    () => pushes.map((push) => ratedDose(push, { directions, analyses, answers: written, damages })),
    [pushes, directions, analyses, written, damages],
  );
  const from = useMemo(
    () =>
      asked.pushes.map((_, push) => ratedOrigin(push, asked, { directions, analyses, readings, catalogue, origins, version: __VERSION__ })),
    [asked, directions, analyses, readings, catalogue, origins],
  );
  const judged = counted.judges === 'alone';
  const unscored = answers.filter(({ ratings }) => ratings.length === 0).length;
  return (
    <div data-testid="rated-by-strength">
      <h3>{t`Ratings by strength`}</h3>
      <p className="figure-note">{rich`Mean rating of each strength, an answer of several raters counted once with their mean. ${count(unscored, 'answer')} of ${answers.length} (${percent(unscored / answers.length)}) ${unscored === 1 ? t`has` : t`have`} no rating. ${(<span data-testid="strengths-counted">{countedText(counted)}</span>)}`}</p>
      <JudgesShares asked={asked} />
      {pushes.map((_, push) => {
        const own = strengths.filter((one) => one.push === push);
        const told = own.length > 1 && own.some(({ rated }) => rated > 0);
        return (
          told && <RatedFigure key={push} {...{ judged }} strengths={own} name={names[push]!} dosed={doses[push]!} origin={from[push]!} />
        );
      })}
      <Twin
        caption={judged ? t`A judge’s mean rating by strength` : t`Mean rating by strength`}
        columns={STRENGTH_COLUMNS}
        rows={() => strengthRows(strengths, names)}
      />
      <p className="figure-note">{t`Every rating by itself:`}</p>
      <Twin caption={t`Every rating`} columns={RATING_COLUMNS} rows={() => ratingRows(asked, names)} />
    </div>
  );
}
