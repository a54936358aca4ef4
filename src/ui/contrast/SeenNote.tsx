/** Texts of a set that repeat one another where they should not: beside the set, and the figures that they bend. Nothing where none do. */
import { memo, useDeferredValue, useMemo } from 'react';
import type { ScenarioSet } from '../../formats/scenario-set';
import { repeatedLone } from '../../experiment/lone-warnings';
import { repeatedTexts } from '../../experiment/warnings';

export const SeenNote = memo(function SeenNote({ set }: { set: ScenarioSet }) {
  // Among thousands of texts it takes a while: the set is drawn first.
  const looked = useDeferredValue(set);
  const notes = useMemo(() => (looked.texts?.length ? repeatedLone(looked.texts) : repeatedTexts(looked.pairs)), [looked]);
  if (looked !== set) return null;
  return notes.map((note, i) => (
    <p key={i} className="note" data-testid="seen-note">
      {note}
    </p>
  ));
});
