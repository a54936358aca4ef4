/**
 * Test pairs that are training pairs, too, and pairs that stand twice: beside the set, and beside the figures they flatter. Nothing where
 * there are none.
 */
import { memo, useMemo } from 'react';
import type { ScenarioSet } from '../../formats/scenario-set';
import { seenTexts, twinSentence } from '../../experiment/warnings';

export const SeenNote = memo(function SeenNote({ set }: { set: ScenarioSet }) {
  const notes = useMemo(
    () => [seenTexts(set.pairs), twinSentence(set.pairs, (i) => set.pairs[i]!.id)].filter((note) => note !== null),
    [set],
  );
  return notes.map((note, i) => (
    <p key={i} className="note" data-testid="seen-note">
      {note}
    </p>
  ));
});
