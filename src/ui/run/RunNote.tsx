/** What the last run said, what the numbers were made with where that is no longer chosen, and what is missing for a run. */
import type { SectionId } from '../sections';
import { To } from '../parts/To';
import { t } from '../../language/t';

interface Props {
  /** How the last run ended, or that it was stopped; null where there was none. */
  readonly note: string | null;
  /** What the numbers were made with (`madeWith`); null where that is what is chosen. */
  readonly stale: string | null;
  /** Why Run cannot be pressed; null where it can. `section`: where that can be changed; null where it only has to be waited for. */
  readonly missing: { readonly text: string; readonly section: SectionId | null } | null;
}

export function RunNote({ note, stale, missing }: Props) {
  return (
    <p className="run-note" id="run-note" data-testid="run-note" role="status">
      {note} {stale !== null && <strong data-testid="stale">{t`The numbers below are from ${stale}.`}</strong>}{' '}
      {stale !== null && missing === null && t`Press Run for the present choice.`} {missing?.text}{' '}
      {missing?.section && <To place={missing.section}>{t`Show me`}</To>}
    </p>
  );
}
