/** What lies on this disk: models listed and deleted, runs listed, and the room that is left. */
import type { Keeping } from '../storage/place';
import type { ListedReading } from '../storage/readings';
import type { StoredModel } from '../storage/stored-model';
import { keptSession, type KeptSession } from './kept-session';
import type { Context } from './ports';

export function diskActions({ disk: { models, readings, room, session, settings } }: Context) {
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
    /** Deletes an experiment that could not be opened any more. */
    removeDamaged: (one: KeptSession['damaged'][number]): Promise<void> => session.removeDamaged(one),
    /** null where the browser does not say. */
    freeBytes: (): Promise<number | null> => room.freeBytes(),
  };
}
