/** The rated answers' own numbers, apart from those of the set's texts: r with p and n, what length explains, every block. */
import { SERIES_COLUMNS, seriesRows } from './rated-twin';
import type { RatedSeries } from '../../lab/report/ratings';
import { countedText } from '../rating/counted-text';
import { Facts } from '../parts/Facts';
import { count, fixed, pValue } from '../parts/format';
import { Twin } from '../parts/Twin';
import type { RatedPoint } from './rated-points';
import { t } from '../../language/t';

interface Props {
  readonly points: readonly RatedPoint[];
  readonly series: RatedSeries | null;
  readonly layer: number;
}

export function RatedAnswers({ points, series, layer }: Props) {
  if (points.length === 0) return null;
  const namesOf = (some: readonly RatedPoint[]): number => new Set(some.map(({ name }) => name)).size;
  const answers = namesOf(points);
  // Ratings of people count where there are some, and the blind ones of those.
  const people = points.filter(({ rated }) => rated !== 'judge');
  const counted = people.length > 0 ? people : points;
  const blind = namesOf(counted.filter(({ rated }) => rated !== 'seen')) || namesOf(counted);
  if (!series)
    return (
      <p className="quiet-line" data-testid="rated-few">{t`${count(answers, 'rated answer')} along these directions${
        blind < 3
          ? t`${blind < answers && blind > 0 ? t`, ${blind} of them rated blind` : ''}: too few for a correlation of their own.`
          : '.'
      }`}</p>
    );
  const at = (column: keyof RatedSeries['table']): number => series.table[column][layer] ?? NaN;
  return (
    <div data-testid="rated-answers">
      <h4>{series.judges === 'alone' ? t`Answers that a judge rated, a program, by themselves` : t`Rated answers by themselves`}</h4>
      <Facts
        testId="rated-series"
        data={{ 'data-r': at('r'), 'data-n': series.n }}
        facts={[
          [t`Pearson r`, fixed(at('r'), 3), `${pValue(at('p'))}, n = ${series.n}`],
          ['Spearman ρ', fixed(at('rho'), 3), pValue(at('rhoP'))],
          [
            t`Length check`,
            fixed(at('length'), 3),
            t`r of score and words; r given length ${fixed(at('given'), 3)}, ${pValue(at('givenP'))}`,
          ],
        ]}
      />
      <p className="quiet-line" data-testid="series-counted">
        {countedText(series)}
      </p>
      <p className="about">{t`These are answers of a model, not texts of the set: their score is the mean over the places where their tokens were chosen (each the token before, the first the prompt’s last one), read again without the push, and an answer that several people rated counts once, with the mean of their ratings. Answers to one prompt are alike, so p flatters.`}</p>
      <Twin
        caption={
          series.judges === 'alone' ? t`Scores and a judge’s ratings of answers, by block` : t`Scores and ratings of answers, by block`
        }
        columns={SERIES_COLUMNS}
        rows={() => seriesRows(series)}
      />
    </div>
  );
}
