/** Texts of a set that repeat one another where they should not: beside the set, and the figures that they bend. Nothing where none do. */
import { memo, useMemo } from 'react';
import type { ScenarioSet } from '../../formats/scenario-set';
import { repeatedLone } from '../../experiment/lone-warnings';
import { repeatedTexts } from '../../experiment/warnings';

export const SeenNote = memo(function SeenNote({ set }: { set: ScenarioSet }) {
  const notes = useMemo(() => (set.texts?.length ? repeatedLone(set.texts) : repeatedTexts(set.pairs)), [set]);
  return notes.map((note, i) => (
    <p key={i} className="note" data-testid="seen-note">
      {note}
    </p>
  ));
});
