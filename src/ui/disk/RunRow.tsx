/** One run on this disk: what was read, by which model; opened again, or deleted. */
import { memo } from 'react';
import { openKept } from '../../app/actions';
import type { ListedReading } from '../../storage/readings';
import { forget } from '../parts/forget';
import { useLab } from '../useLab';
import { brief, bytes, count, date } from '../parts/format';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

interface Props {
  readonly run: ListedReading;
  /** What `describeRuns` says of it. */
  readonly what: string;
  /** Does one piece of work and says what it says. */
  readonly work: (what: () => Promise<string>) => void;
  readonly onRemove: (name: string) => Promise<void>;
}

/** Of a hundred, those that are as they were are left alone. */
export const RunRow = memo(function RunRow({ run, what, work, onRemove }: Props) {
  const running = useLab((s) => s.run.status === 'running');
  return (
    <li data-testid="stored-run">
      <span className="stored-name">{t`Run: ${count(run.texts, 'text')}`}</span>{' '}
      <span className="quiet-line">
        {bytes(run.bytes)} · {what}
      </span>
      <span className="actions">
        {run.whole && (
          <button
            type="button"
            data-testid="open-kept"
            disabled={running}
            onClick={() => forget(openKept(run.whole!))}
          >{rich`Open${(<span className="visually-hidden"> {t`the run of ${what}`}</span>)}`}</button>
        )}
        <button
          type="button"
          className="quiet"
          onClick={() =>
            confirm(t`Delete the run of ${what}? It would have to be computed again.`) &&
            work(async () => (await onRemove(run.name), t`The run was deleted.`))
          }
        >{rich`Delete${(<span className="visually-hidden"> {t`the run of ${what}`}</span>)}`}</button>
      </span>
    </li>
  );
});

/**
 * [run] model, set, template and day: what tells two runs apart, and where that does not, the tokens that were read (the tokenizer or the
 * template has changed). `sets`: names by hash, as far as they are known on this page.
 */
export function describeRuns(runs: readonly ListedReading[], sets: ReadonlyMap<string, string>): readonly string[] {
  const looks = runs.map(({ repo, dtype, setHash, template, whole, outdated }) => {
    const set = brief(whole?.reading.scenarios.name ?? sets.get(setHash) ?? t`set ${setHash.slice(0, 8)}`);
    const old = outdated ? [t`read by an earlier version of the lab, no longer used`] : [];
    return [`${repo} ${dtype}`, set, ...(template ? [t`as chat messages`] : []), ...(whole ? [date(whole.reading.at)] : []), ...old].join(
      ' · ',
    );
  });
  const counts = new Map<string, number>();
  for (const look of looks) counts.set(look, (counts.get(look) ?? 0) + 1);
  return runs.map(({ tokensHash }, i) => {
    const look = looks[i]!;
    return counts.get(look)! > 1 && tokensHash ? t`${look} · tokens ${tokensHash.slice(0, 8)}` : look;
  });
}
