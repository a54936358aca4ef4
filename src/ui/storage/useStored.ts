/** What is stored, read anew whenever something may have changed it: a load, a run, an action of the panel. */
import { useCallback, useEffect, useState } from 'react';
import { clearReadings, freeBytes, listModels, listReadings, removeModels, removeReading } from '../../state/actions';
import { useLab } from '../../state/store';

interface Stored {
  models: Awaited<ReturnType<typeof listModels>>;
  runs: Awaited<ReturnType<typeof listReadings>>;
  free: number | null;
}

export function useStored() {
  const [stored, setStored] = useState<Stored>({ models: [], runs: [], free: null });
  const model = useLab((s) => s.model.status);
  const run = useLab((s) => s.run.status);
  const refresh = useCallback(() => {
    Promise.all([listModels(), listReadings().catch(() => []), freeBytes()]).then(
      ([models, runs, free]) => setStored({ models, runs, free }),
      () => undefined, // A browser that refuses storage has nothing to list.
    );
  }, []);
  useEffect(refresh, [refresh, model, run]);
  return {
    stored,
    refresh,
    removeModel: removeModels,
    removeRun: removeReading,
    removeAll: async () => {
      await removeModels();
      await clearReadings();
    },
  };
}
