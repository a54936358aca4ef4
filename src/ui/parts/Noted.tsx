/**
 * A text of a situation that has a content note: the note first, and the text once somebody wants to see it. From then on the texts of that
 * situation are on show wherever they stand, until the page is opened anew; so they are where a lesson's own note was passed.
 */
import { useSyncExternalStore, type ReactNode } from 'react';
import { contentNoteOf } from '../../experiment/shipped';
import { useLab } from '../useLab';
import { t } from '../../language/t';

let wanted: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

function want(scenario: string): void {
  wanted = new Set([...wanted, scenario]);
  listeners.forEach((tell) => tell());
}

const listen = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

interface Props {
  /** Id of the situation; null for a text of none. */
  readonly scenario: string | null;
  readonly children: ReactNode;
}

export function Noted({ scenario, children }: Props) {
  const passed = useSyncExternalStore(
    listen,
    () => wanted,
    () => wanted,
  );
  const inLesson = useLab((s) => (s.lesson?.noted.length ?? 0) > 0);
  const note = scenario === null ? null : contentNoteOf(scenario);
  if (note === null || inLesson || passed.has(scenario!)) return children;
  return (
    <div className="note" data-testid="content-note">
      <p>{t`Before you read it: ${note}. Whoever is reminded of themselves or of somebody close can talk to a crisis line of their country, or to someone they trust.`}</p>
      <div className="actions">
        <button type="button" onClick={() => want(scenario!)}>{t`Show it`}</button>
      </div>
    </div>
  );
}
