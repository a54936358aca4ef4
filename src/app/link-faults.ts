/** What is wrong with a link: every fault of it is said, and none takes the place of another. */
import { errorData } from '../error';
import type { LabErrorData } from '../protocol';
import { logFault } from './guard';
import type { LabStore } from './state';

export interface LinkFaults {
  /**
   * Another link is followed: what was said of the one before goes. What the page has to say before its first link, as of the run file that
   * its address names, is said with the faults of that link.
   */
  begin(): void;
  /** Says a fault beside those before. */
  add(fault: LabErrorData): void;
  /**
   * Does a part of what the link says; null where that failed. An error of it, thrown or left in the store, is said beside those before it;
   * one that is thrown once `isWanted` no longer holds is that of an older link, and is not said.
   */
  of<T>(isWanted: () => boolean, work: () => Promise<T>): Promise<T | null>;
}

export function linkFaults({ getState: get, setState: set }: LabStore): LinkFaults {
  /** Of the last link. */
  let said: LabErrorData | null = null;
  /** Was shown when that link came, and is none of its faults. */
  let foreign: LabErrorData | null = null;
  let isFirst = true;

  const show = (before: LabErrorData | null, fault: LabErrorData): void => {
    const stays = before && before !== foreign && !before.message.includes(fault.message);
    set({ error: (said = stays ? together(before, fault) : fault) });
  };
  const add = (fault: LabErrorData): void => show(get().error, fault);

  return {
    begin() {
      const { error } = get();
      if (isFirst) return void (isFirst = false);
      const isSaid = error === said;
      if (isSaid) set({ error: null });
      foreign = isSaid ? null : error;
    },
    add,
    async of(isWanted, work) {
      const before = get().error;
      try {
        const done = await work();
        const { error: left } = get();
        // Before the first link several parts go on beside each other.
        if (isWanted() && left && left !== before && left !== said) show(before ?? (isFirst ? said : null), left);
        return done;
      } catch (error) {
        logFault(error);
        if (isWanted()) add(errorData(error));
        return null;
      }
    },
  };
}

/** Two faults as one error: what happened, a line each, then what to do. */
const together = (one: LabErrorData, other: LabErrorData): LabErrorData => ({
  code: one.code === other.code ? one.code : 'link-values',
  where: one.where === other.where ? one.where : null,
  message: `${one.message}\n${other.message}`,
  hint: one.hint.includes(other.hint) ? one.hint : `${one.hint} ${other.hint}`.trim(),
});
