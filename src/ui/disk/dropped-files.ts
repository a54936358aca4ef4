/**
 * Files that were dropped go to the panel that opens such files, which comes later than the first screen (as in dropped-model.ts): what is
 * dropped before waits for it.
 */
import { useEffect } from 'react';
import type { Place } from '../folds';
import { goTo } from '../parts/goTo';

type Take = (files: readonly File[]) => void;

function dropInto(place: Place) {
  let take: Take | null = null;
  let waiting: readonly File[] | null = null;
  return {
    give(files: readonly File[]): void {
      goTo(place);
      if (take) take(files);
      else waiting = files;
    },
    /** Of the panel: `open`, always the same function, gets what is dropped from now on, and what waited. */
    useFiles(open: Take): void {
      useEffect(() => {
        take = open;
        const before = waiting;
        waiting = null;
        if (before) open(before);
        return () => void (take = null);
      }, [open]);
    },
  };
}

export const vectorsDrop = dropInto('own-vectors');
export const gamesDrop = dropInto('games');
export const activationsDrop = dropInto('own-activations');
