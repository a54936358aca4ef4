/** Files of vectors that were dropped go to the panel that opens them, which comes later than the first screen (as in dropped-model.ts). */
import { useEffect } from 'react';
import { goTo } from '../parts/goTo';

type Take = (files: readonly File[]) => void;

let take: Take | null = null;
let waiting: readonly File[] | null = null;

export function giveVectors(files: readonly File[]): void {
  goTo('own-vectors');
  if (take) take(files);
  else waiting = files;
}

/** Of the panel: `open`, always the same function, gets what is dropped from now on, and what waited. */
export function useDroppedVectors(open: Take): void {
  useEffect(() => {
    take = open;
    const before = waiting;
    waiting = null;
    if (before) open(before);
    return () => void (take = null);
  }, [open]);
}
