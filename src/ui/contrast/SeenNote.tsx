/** Test pairs that are training pairs, too: beside the set, and beside the figures they flatter. Nothing where there are none. */
import { memo, useMemo } from 'react';
import type { ScenarioSet } from '../../formats/scenario-set';
import { seenTexts } from '../../experiment/warnings';

export const SeenNote = memo(function SeenNote({ set }: { set: ScenarioSet }) {
  const seen = useMemo(() => seenTexts(set.pairs), [set]);
  return (
    seen && (
      <p className="note" data-testid="seen-note">
        {seen}
      </p>
    )
  );
});
