/** How far the scores of two analyses go together on the texts that both have read. */
import { memo, useEffect, useMemo, useState } from 'react';
import { agreementIntervals } from '../../app/actions';
import type { Interval } from '../../lab/bootstrap';
import { FEWEST_PAIRS } from '../../lab/auroc-interval';
import { withInterval } from '../parts/columns';
import { Term } from '../parts/Term';
import { useLab } from '../useLab';
import { comparisons, type Comparison } from './agreements';
import type { Named } from './named';

interface Props {
  readonly all: readonly Named[];
  readonly depth: number;
}

const CAPTION = 'Agreement of scores on the same texts';

export const Agreement = memo(function Agreement({ all, depth }: Props) {
  const found = useMemo(() => comparisons(all, depth), [all, depth]);
  const rows = useMemo(() => found.filter(({ paired }) => paired.x.length > 0), [found]);
  const apart = [...new Set(found.flatMap(({ paired, between }) => (paired.x.length === 0 ? [between] : [])))];
  const intervals = useIntervals(rows);
  if (rows.length === 0)
    return (
      <p className="quiet-line" data-testid="agreement">
        The sets of these analyses have no text in common, so their scores cannot be held against each other. Read one set with both models,
        or in both ways.
      </p>
    );
  return (
    <div data-testid="agreement">
      <p className="figure-note">
        <Term id="pearson">Pearson r</Term> of the <Term id="score">scores</Term> of the same texts, at the block of each that lies at the
        shown depth, and at the recommended blocks where both have one. Texts of both kinds are in it, trained on or not: directions that
        tell the kinds apart agree for that alone. Intervals: 95 %, texts drawn again 2,000 times, from {FEWEST_PAIRS} texts on.
      </p>
      <div className="scroller" tabIndex={0} role="region" aria-label={CAPTION}>
        <table className="compare-table">
          <caption className="visually-hidden">{CAPTION}</caption>
          <thead>
            <tr>
              {['Of', 'Blocks', 'r', 'Texts', 'Read'].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => {
              const { low, high } = intervals?.[i] ?? { low: NaN, high: NaN };
              return (
                <tr key={row.key}>
                  <th scope="row">{row.between}</th>
                  <td>{row.blocks}</td>
                  <td>{Number.isNaN(row.r) ? `– (${row.unless})` : withInterval(row.r, low, high)}</td>
                  <td>{row.paired.x.length}</td>
                  <td>{row.way}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {apart.length > 0 && <p className="quiet-line">No text in common: {apart.join(', ')}.</p>}
    </div>
  );
});

/** [comparison] from the analysis worker; null until they are there. */
function useIntervals(rows: readonly Comparison[]): readonly Interval[] | null {
  const seed = useLab((s) => s.experiment.view.seed);
  const [known, know] = useState<{ rows: readonly Comparison[]; intervals: readonly Interval[] } | null>(null);
  useEffect(() => {
    if (rows.length === 0) return;
    const stop = new AbortController();
    agreementIntervals(
      rows.map(({ paired }) => paired),
      seed,
      stop.signal,
    ).then(
      (intervals) => know({ rows, intervals }),
      // Without the worker r stands there without its interval.
      () => undefined,
    );
    return () => stop.abort();
  }, [rows, seed]);
  return known?.rows === rows ? known.intervals : null;
}
