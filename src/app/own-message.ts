/** What a person has typed into the chat and not sent yet: kept in this browser. */
import { braked } from './address';
import type { OwnMessage } from '../storage/session';
import type { Context } from './ports';
import { keptMore } from './state-updates';

export function ownMessageActions({ store, disk, clock, address }: Context) {
  const { getState: get, setState: set } = store;
  let typed = false;
  const keeping = braked(
    () =>
      // A browser that refuses storage forgets the words; the field still has them.
      void disk.session.writeMessage(get().ownMessage).then(
        () => set(keptMore),
        () => undefined,
      ),
    (milliseconds, work) => clock.after(milliseconds, work),
  );
  return {
    /** Reads the words that this browser keeps; those that are typed meanwhile stay. Throws `disk-unreadable`. */
    async lookOwnMessage(): Promise<void> {
      const kept = await disk.session.readMessage();
      if (kept && !typed) set({ ownMessage: kept });
    },
    /** The message, or the system prompt, as it stands in its field now. */
    setMessage(patch: Partial<OwnMessage>): void {
      if (!typed) address.onLeave(keeping.flush);
      typed = true;
      set(({ ownMessage }) => ({ ownMessage: { ...ownMessage, ...patch } }));
      keeping.ask();
    },
  };
}
