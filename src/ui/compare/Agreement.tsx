/** How far the scores of two analyses go together on the texts that both have read. */
import { memo, useMemo } from 'react';
import { agreements } from '../../app/lower-actions';
import type { Agreement as Agreed } from '../../lab/report/compare';
import { FEWEST_PAIRS } from '../../lab/report/verdict';
import { withInterval } from '../parts/columns';
import { CsvButton, type Cell, type TwinColumn } from '../parts/Table';
import { Term } from '../parts/Term';
import { useLab } from '../useLab';
import { comparisons, type Comparison } from './agreements';
import type { Named } from './named';
import { useAsked } from '../parts/useAsked';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

interface Props {
  readonly all: readonly Named[];
  readonly depth: number;
}

const CAPTION = t`Agreement of scores on the same texts`;

interface Question {
  readonly all: readonly Named[];
  readonly found: readonly Comparison[];
  readonly rows: readonly Comparison[];
  readonly seed: number;
}

const ask = ({ rows, seed }: Question, signal: AbortSignal): Promise<readonly Agreed[]> =>
  rows.length === 0
    ? Promise.resolve([])
    : agreements(
        rows.map(({ paired }) => paired),
        seed,
        signal,
      );

export const Agreement = memo(function Agreement({ all, depth }: Props) {
  const seed = useLab((s) => s.experiment.view.seed);
  const question = useMemo((): Question => {
    const found = comparisons(all, depth);
    return { all, found, rows: found.filter(({ paired }) => paired.x.length > 0), seed };
  }, [all, depth, seed]);
  const asked = useAsked(question, ask);
  // While the next block is asked for, the numbers of the one before stay, with its name.
  const last = asked && asked.question.all === all ? asked : null;
  const answer = last && 'answer' in last ? last.answer : null;
  const { found, rows } = answer && last ? last.question : question;
  const apart = [...new Set(found.flatMap(({ paired, between }) => (paired.x.length === 0 ? [between] : [])))];
  if (rows.length === 0)
    return (
      <p
        className="quiet-line"
        data-testid="agreement"
      >{t`The sets of these analyses have no text in common, so their scores cannot be held against each other. Read one set with both models, or in both ways.`}</p>
    );
  return (
    <div data-testid="agreement">
      <p className="figure-note">{rich`${(<Term id="pearson">{t`Pearson r`}</Term>)} of the ${(<Term id="score">{t`scores`}</Term>)} of the same texts, at the block of each that lies at the shown depth, and at the recommended blocks where both have one. Texts of both kinds are in it, trained on or not: directions that tell the kinds apart agree for that alone. Intervals: 95 %, drawn again 2,000 times, partners together, from ${FEWEST_PAIRS} pairs and single texts on.`}</p>
      <div className="scroller" tabIndex={0} role="region" aria-label={CAPTION}>
        <table className="compare-table">
          <caption className="visually-hidden">{CAPTION}</caption>
          <thead>
            <tr>
              {[t`Of`, t`Blocks`, 'r', t`Texts`, t`Read`].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={row.key}>
                <th scope="row">{row.between}</th>
                <td>{row.blocks}</td>
                <td>{printed(answer?.[i], row.unless)}</td>
                <td>{row.paired.x.length}</td>
                <td>{row.way}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {answer && <CsvButton caption={CAPTION} columns={COLUMNS} rows={agreementRows(rows, answer)} />}
      {last && 'failure' in last && <p role="alert">{t`How far they agree could not be computed: ${last.failure}`}</p>}
      {apart.length > 0 && <p className="quiet-line">{t`No text in common: ${apart.join(', ')}.`}</p>}
    </div>
  );
});

const COLUMNS: readonly TwinColumn[] = [t`of`, t`blocks`, 'r', t`r, low`, t`r, high`, t`texts`, t`read`].map((name) => ({ name }));

/** The table as it is taken along: numbers in columns of their own; an r or an end that is none is NaN. */
export const agreementRows = (
  rows: readonly Pick<Comparison, 'between' | 'blocks' | 'paired' | 'way'>[],
  found: readonly Agreed[],
): Cell[][] =>
  rows.map(({ between, blocks, paired, way }, i): Cell[] => {
    const { r, low, high } = found[i]!;
    return [{ text: between }, { text: blocks }, r, low, high, paired.x.length, { text: way }];
  });

/** "…" until it is known. */
const printed = (agreed: Agreed | undefined, unless: string): string => {
  if (!agreed) return '…';
  return Number.isNaN(agreed.r) ? `– (${unless})` : withInterval(agreed.r, agreed.low, agreed.high);
};
