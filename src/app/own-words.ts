/** The words of the prompt that are a person's own: kept in this browser, put aside by a link, and there to come back to. */
import { braked } from './address';
import type { Context } from './ports';
import type { LabState } from './state';
import { keptMore } from './state-updates';

/** The words of the prompt where they are a person's own, else "". */
export function wordsOf({ experiment, set }: Pick<LabState, 'experiment' | 'set'>): string {
  const { prompt } = experiment.view.steering;
  return set.status === 'ready' && set.set.prompts.some(({ text }) => text === prompt) ? '' : prompt;
}

export interface OwnWords {
  /** What the person's own choice left in the prompt, whatever a link put there since: '' for a prompt of the set. */
  readonly words: () => string;
  /** A link changes the prompt: that is no choice of words. */
  byLink(change: () => void): void;
  /** Follows what the person types from now on. */
  follow(): void;
}

/** `words`: those that this browser kept. */
export function ownWords({ store, disk, clock, address }: Context, words: string): OwnWords {
  let byLink = false;
  const after = (milliseconds: number, work: () => void) => clock.after(milliseconds, work);
  const keeping = braked(
    () =>
      // A browser that refuses storage forgets the words; the field still has them.
      void disk.session.writePrompt(words).then(
        () => store.setState(keptMore),
        () => undefined,
      ),
    after,
  );
  if (words) store.setState({ ownPrompt: words });
  return {
    words: () => words,
    byLink(change) {
      byLink = true;
      change();
      byLink = false;
    },
    follow() {
      address.onLeave(keeping.flush);
      store.subscribe((now, before) => {
        if (byLink || now.experiment.view.steering.prompt === before.experiment.view.steering.prompt) return;
        words = wordsOf(now);
        if (words && words !== now.ownPrompt) store.setState({ ownPrompt: words });
        keeping.ask();
      });
    },
  };
}
