/** What is stored, read anew whenever something may have changed it: a load, a run, an action of the panel. */
import { useCallback, useEffect, useState } from 'react';
import { clearRuns, freeBytes, listModels, listStoredRuns, removeModels, removeRun } from '../../state/actions';
import { useLab } from '../../state/store';

interface Stored {
  models: Awaited<ReturnType<typeof listModels>>;
  runs: Awaited<ReturnType<typeof listStoredRuns>>;
  free: number | null;
}

export function useStored() {
  const [stored, setStored] = useState<Stored>({ models: [], runs: [], free: null });
  const model = useLab((s) => s.model.status);
  const run = useLab((s) => s.run.status);
  const refresh = useCallback(() => {
    Promise.all([listModels(), listStoredRuns().catch(() => []), freeBytes()]).then(
      ([models, runs, free]) => setStored({ models, runs, free }),
      () => undefined, // A browser that refuses storage has nothing to list.
    );
  }, []);
  useEffect(refresh, [refresh, model, run]);
  return {
    stored,
    refresh,
    removeModel: removeModels,
    removeRun,
    removeAll: async () => {
      await removeModels();
      await clearRuns();
    },
  };
}
