/** Rows of texts over the score axis of one block of a run, with the midpoint of its training texts. */
import { useMemo } from 'react';
import type { ShownRun } from '../../experiment/shown';
import type { Key } from '../figure/plan';
import { useEnds } from '../parts/useEnds';
import { DotStrips } from './DotStrips';
import { endsOf, type Row } from './layout';
import { t } from '../../language/t';

interface Props {
  readonly run: ShownRun;
  readonly layer: number;
  readonly rows: readonly Row[];
  /** Of the figure. */
  readonly title: string;
  readonly keys: readonly Key[];
  /** Where the run comes from: the line at the figure's foot. */
  readonly origin: string;
  /** Accessible name. */
  readonly label: string;
  readonly testId: string;
  readonly picked: string | null;
  readonly onPick: (id: string | null) => void;
}

export function ScoreStrips({ run, layer, rows, ...figure }: Props) {
  const midpoint = run.directions.midpoint[layer] ?? NaN;
  const threshold = Number.isFinite(midpoint) ? midpoint : null;
  const data = useMemo(() => endsOf(rows, threshold), [rows, threshold]);
  // The ends only widen while texts arrive, as long as run and block stay.
  const ends = useEnds(run, t`block ${layer}`, data);
  return <DotStrips {...figure} rows={rows} ends={ends} threshold={threshold} thresholdLabel={t`midpoint of the training texts`} />;
}
