/** What is stored, read anew whenever something may have changed it: a load, a run, an action of the panel. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { errorData } from '../../error';
import { clearReadings, clearSession, lookBeside, removeReading } from '../../app/actions';
import {
  freeBytes,
  keptSession,
  listModels,
  listReadings,
  removeDamaged,
  removeModels,
  removeOlder,
  removeOlderSet,
  whereModelsStay,
} from '../../app/lower-actions';
import { useLab } from '../useLab';
import { forget } from '../parts/forget';
import { t } from '../../language/t';

interface Stored {
  models: Awaited<ReturnType<typeof listModels>>;
  runs: Awaited<ReturnType<typeof listReadings>>;
  session: Awaited<ReturnType<typeof keptSession>>;
  free: number | null;
  /** null before the browser was asked. */
  keeping: Awaited<ReturnType<typeof whereModelsStay>> | null;
  /** Why the list may not be whole; null where nothing stands against it. */
  problem: string | null;
}

/** What tabs of this page tell each other: that everything was deleted. */
const DELETED = 'eia-lab deleted';

export function useStored() {
  const [stored, setStored] = useState<Stored>({
    models: [],
    runs: [],
    session: {
      experiment: null,
      earlier: null,
      older: [],
      damaged: [],
      set: null,
      olderSets: [],
      items: null,
      lessons: 0,
      begun: 0,
      draft: false,
      prompt: false,
      message: false,
      refused: null,
    },
    free: null,
    keeping: null,
    problem: null,
  });
  const tabs = useRef<BroadcastChannel>(null);
  const [elsewhere, setElsewhere] = useState(false);
  const model = useLab((s) => s.model.status);
  const run = useLab((s) => s.run.status);
  const kept = useLab((s) => s.keptCount);
  const refresh = useCallback(() => {
    // Where one of the two lists cannot be read, the other is shown, and why.
    const readings = listReadings().then(
      (runs) => ({ runs, problem: null }),
      (error: unknown) => ({ runs: [], problem: t`Runs on this disk cannot be listed: ${errorData(error).message}` }),
    );
    // What the browser says of its place is said whatever becomes of the lists.
    whereModelsStay().then(
      (keeping) => setStored((now) => ({ ...now, keeping })),
      (error: unknown) => setStored((now) => ({ ...now, problem: errorData(error).message })),
    );
    Promise.all([listModels(), readings, keptSession(), freeBytes()]).then(
      ([models, { runs, problem }, session, free]) => setStored((now) => ({ ...now, models, runs, session, free, problem })),
      (error: unknown) => setStored((now) => ({ ...now, problem: errorData(error).message })),
    );
  }, []);
  useEffect(refresh, [refresh, model, run, kept]);
  useEffect(() => {
    const channel = new BroadcastChannel(DELETED);
    channel.onmessage = () => {
      setElsewhere(true);
      // What was deleted there is no longer offered here.
      forget(lookBeside());
      refresh();
    };
    tabs.current = channel; // A channel does not hear itself.
    return () => channel.close();
  }, [refresh]);
  return {
    stored,
    /** Another tab has deleted everything since this one opened. */
    elsewhere,
    refresh,
    removeModel: removeModels,
    removeRun: removeReading,
    removeDamaged,
    removeOlder,
    removeOlderSet,
    removeAll: async () => {
      await removeModels();
      await clearReadings();
      await clearSession();
      tabs.current?.postMessage(null);
    },
  };
}
