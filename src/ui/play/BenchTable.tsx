/** A table per model in the benchmark's form, what differs from the benchmark, and every step that was played. */
import { useMemo } from 'react';
import { Table } from '../parts/Table';
import { Twin } from '../parts/Twin';
import { count } from '../parts/format';
import { useShownLayer } from '../shown';
import { useLab } from '../useLab';
import { allStepColumns, allStepRows, BENCH_COLUMNS, benchRows } from './bench-table';
import { DIFFERENCES } from './differences';
import { t } from '../../language/t';

export function BenchTable() {
  const games = useLab((s) => s.experiment.games);
  const plays = useLab((s) => s.experiment.plays);
  const directions = useLab((s) => s.experiment.directions);
  const catalogue = useLab((s) => s.catalogue);
  const layer = useShownLayer();
  const rows = useMemo(() => benchRows({ games, plays, directions }, catalogue), [games, plays, directions, catalogue]);
  return (
    <div className="bench-table" data-testid="bench-table">
      {rows.length === 0 ? (
        <p className="quiet-line">{t`No model has played a game to its end yet.`}</p>
      ) : (
        <>
          <div className="twin">
            <Table caption={t`Games by model and push`} columns={BENCH_COLUMNS} rows={rows} />
          </div>
          <p className="figure-note">{t`Left out are controls (random directions, shuffled labels, another concept, asking) and games gone on from another; “All steps” below has them.`}</p>
        </>
      )}
      <p className="figure-note">{t`What differs from the benchmark (Empathy-in-Action), and why:`}</p>
      <ul className="about">
        {DIFFERENCES.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <p className="figure-note">{t`Every step of the ${count(plays.length, 'game')} that were played:`}</p>
      <div data-testid="all-steps">
        <Twin caption={t`All steps of all games`} columns={allStepColumns(layer)} rows={() => allStepRows({ games, plays }, layer)} />
      </div>
    </div>
  );
}
