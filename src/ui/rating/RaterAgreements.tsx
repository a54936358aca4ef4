/** How far people agree who rated the same answers: weighted kappa, its interval, and how often each pair of ratings was given. */
import type { RatingsAsked } from '../../experiment/ratings-asked';
import type { NoInterval } from '../../lab/kappa';
import type { RaterAgreement, RatingsReport } from '../../lab/report/ratings';
import { Facts } from '../parts/Facts';
import { count, fixed } from '../parts/format';
import { CsvButton } from '../parts/Table';
import { Term } from '../parts/Term';
import { bothCountedText } from './counted-text';
import { raterName } from './rater-name';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

const WHY_NOT: Readonly<Record<NoInterval, string>> = {
  few: t`no interval under ten answers that both rated`,
  'one-score': t`no interval: one of the two gave one rating only, so that kappa cannot tell agreement from chance`,
  alike: t`no interval: every resample gives the same kappa, as full agreement does`,
  undefined: t`no interval: too many resamples hold one rating only, and have no kappa`,
};

const SCORES = [0, 1, 2] as const;

interface Props {
  readonly asked: RatingsAsked;
  readonly report: RatingsReport | null;
}

export function RaterAgreements({ asked: { raters }, report }: Props) {
  if (raters.length === 0) return null;
  if (raters.length === 1)
    return (
      <p
        className="quiet-line"
        data-testid="one-rater"
      >{rich`All ratings are by ${(<bdi>{raterName(raters[0]!)}</bdi>)}. How far people agree is told once a second person has rated: here under another name, or in a file of their own.`}</p>
    );
  if (!report) return <p className="quiet-line">{t`Computing…`}</p>;
  if (report.agreements.length === 0)
    return (
      <p
        className="quiet-line"
        data-testid="no-overlap"
      >{t`${count(raters.length, 'rater')} have rated, but no answer was rated by two of them: agreement cannot be told.`}</p>
    );
  return report.agreements.map((one) => (
    <Agreement key={`${one.first} ${one.second}`} one={one} first={raterName(raters[one.first]!)} second={raterName(raters[one.second]!)} />
  ));
}

interface AgreementProps {
  readonly one: RaterAgreement;
  readonly first: string;
  readonly second: string;
}

export function Agreement({ one: { kappa, n, interval, table, ...counted }, first, second }: AgreementProps) {
  const range = typeof interval === 'string' ? WHY_NOT[interval] : t`95 % interval [${fixed(interval.low, 3)}, ${fixed(interval.high, 3)}]`;
  const value = Number.isNaN(kappa) ? t`both gave one and the same rating to everything, so there is no kappa; ` : '';
  return (
    <section className="rater-agreement" data-testid="rater-agreement">
      <h4>{rich`${(<bdi>{first}</bdi>)} and ${(<bdi>{second}</bdi>)}`}</h4>
      <Facts
        testId="kappa"
        data={{ 'data-kappa': kappa, 'data-n': n }}
        facts={[[<Term id="kappa">{t`Quadratic kappa`}</Term>, fixed(kappa, 3), `${value}${range}; n = ${n}, ${bothCountedText(counted)}`]]}
      />
      <table className="confusion" data-testid="rater-table">
        <caption>{rich`Answers by the rating of ${(<bdi>{first}</bdi>)} (rows) and of ${(<bdi>{second}</bdi>)} (columns)`}</caption>
        <thead>
          <tr>
            <td />
            {SCORES.map((score) => (
              <th key={score} scope="col">
                {score}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {SCORES.map((own) => (
            <tr key={own}>
              <th scope="row">{own}</th>
              {SCORES.map((other) => (
                <td key={other}>{table[own]![other]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <CsvButton
        caption={t`Ratings of ${first} and ${second}`}
        columns={[t`rating of ${first}`, ...SCORES.map((score) => t`${second}: ${score}`)].map((name) => ({ name }))}
        rows={SCORES.map((own) => [own, ...table[own]!])}
      />
    </section>
  );
}
