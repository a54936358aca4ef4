/** The set in use goes home before anything has read it: as the lab's own file, its pairs a line each, and its texts with their labels. */
import { useState } from 'react';
import type { ScenarioSet } from '../../formats/scenario-set';
import { saveFile } from '../parts/saveFile';
import { t } from '../../language/t';

const FILES = ['setFile', 'pairsFile', 'statementsFile'] as const;
const SAYS: Readonly<Record<(typeof FILES)[number], string>> = {
  setFile: t`Download this set`,
  pairsFile: t`Pairs as JSON lines`,
  statementsFile: t`Labelled statements as CSV`,
};

export function TakeSet({ set }: { readonly set: ScenarioSet }) {
  const [failed, fail] = useState<string | null>(null);
  const take = async (what: (typeof FILES)[number]): Promise<void> => {
    const { text, name, type } = (await import('../../experiment/draft/out'))[what](set);
    saveFile(text, name, type);
  };
  return (
    <div className="actions">
      {FILES.filter((what) => what !== 'pairsFile' || set.pairs.length > 0).map((what) => (
        <button
          key={what}
          type="button"
          className="quiet"
          data-testid={`take-${what}`}
          onClick={() =>
            void take(what).then(
              () => fail(null),
              (error: unknown) => fail((error as Error).message),
            )
          }
        >
          {SAYS[what]}
        </button>
      ))}
      {failed !== null && <span role="alert">{t`It could not be made: ${failed}`}</span>}
    </div>
  );
}
