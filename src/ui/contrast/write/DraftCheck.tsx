/** What a set that is being written lacks, row by row, and what should be known of its texts. Follows what is written. */
import { useMemo } from 'react';
import type { Draft } from '../../../experiment/draft/draft';
import { lintedIn } from '../../../experiment/draft/linted';
import { lacksOf, type Lack } from '../../../experiment/draft/to-set';
import { count } from '../../parts/format';
import { useSettled } from '../../parts/useSettled';
import { LINT_PAUSE, TextsLint } from '../TextsLint';
import type { Goal } from './Write';
import { t } from '../../../language/t';

/** Lacks that are listed. */
const MOST = 8;

export function DraftCheck({ draft, onLead }: { readonly draft: Draft; readonly onLead: (to: Goal) => void }) {
  const lacks = lacksOf(draft);
  return (
    <>
      <Lacks lacks={lacks} onLead={onLead} />
      <Known draft={draft} />
    </>
  );
}

function Lacks({ lacks, onLead }: { readonly lacks: readonly Lack[]; readonly onLead: (to: Goal) => void }) {
  return (
    <div role="status" data-testid="write-lacks" data-lacks={lacks.length}>
      {lacks.length === 0 ? (
        <p>{t`Nothing is missing: the set can be used.`}</p>
      ) : (
        <>
          <p>{t`Before it can be used:`}</p>
          <ul className="note">
            {lacks.slice(0, MOST).map(({ table, row, says }) => (
              <li key={`${table} ${row} ${says}`}>
                {says}{' '}
                {table !== 'names' && row !== null && (
                  <button type="button" className="quiet" onClick={() => onLead({ table, row })}>{t`Go there`}</button>
                )}
              </li>
            ))}
            {lacks.length > MOST && <li>{t`And ${count(lacks.length - MOST, 'more thing')}.`}</li>}
          </ul>
        </>
      )}
    </div>
  );
}

function Known({ draft }: { readonly draft: Draft }) {
  const settled = useSettled(draft, LINT_PAUSE);
  const question = useMemo(() => lintedIn(settled), [settled]);
  return <TextsLint question={question} heading={t`What to know before you believe a figure of these texts:`} testId="write-lint" />;
}
