/** What lies on this disk: models listed and deleted, runs listed, and the room that is left. */
import type { Keeping } from '../storage/place';
import type { ListedReading } from '../storage/readings';
import type { OlderSet } from '../storage/session';
import type { StoredModel } from '../storage/stored-model';
import { keptSession, type KeptSession } from './kept-session';
import type { Context } from './ports';

export function diskActions({ store, disk: { models, readings, room, session, settings } }: Context) {
  return {
    /** Largest first. */
    listModels: (): Promise<StoredModel[]> => models.listModels(),
    /** Whether models stay on this disk, and what the browser says where they do not. */
    whereModelsStay: (): Promise<Keeping> => models.keeping(),
    /** Deletes one model by its root, or all of them. Runs stay. */
    removeModels: (root?: string): Promise<void> => models.removeModels(root),
    /** The runs that are kept. */
    listReadings: (): Promise<ListedReading[]> => readings.listReadings(),
    /** What is kept besides models and runs. */
    keptSession: (): Promise<KeptSession> => keptSession({ session, settings }),
    /** Deletes an experiment that others took the place of. */
    removeOlder: (one: KeptSession['older'][number]): Promise<void> => session.removeOlder(one),
    /** Deletes a set of one's own whose place another took. */
    async removeOlderSet(gone: OlderSet): Promise<void> {
      await session.changeOlderSets((before) => before.filter(({ hash }) => hash !== gone.hash));
      store.setState({ olderSets: await session.readOlderSets() });
    },
    /** Deletes an experiment that could not be opened any more. */
    removeDamaged: (one: KeptSession['damaged'][number]): Promise<void> => session.removeDamaged(one),
    /** null where the browser does not say. */
    freeBytes: (): Promise<number | null> => room.freeBytes(),
  };
}
