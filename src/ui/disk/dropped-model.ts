/**
 * Files that were dropped and could be a model go to the panel that loads models. It lies below the first screen and comes later: files
 * that are dropped before wait for it, those of the last drop.
 */
import { useEffect, useRef } from 'react';
import type { LocalFile } from '../../protocol';

type Files = (File | LocalFile)[];

let take: ((files: Files) => void) | null = null;
let waiting: Files | null = null;

export function giveModel(files: Files): void {
  if (take) take(files);
  else waiting = files;
}

/** Of the panel: `open` gets what is dropped from now on, and what waited. */
export function useDroppedModel(open: (files: Files) => void): void {
  const latest = useRef(open);
  useEffect(() => void (latest.current = open));
  useEffect(() => {
    const mine = (files: Files): void => latest.current(files);
    take = mine;
    const before = waiting;
    waiting = null;
    // After the effects: opening draws at once what is folded there.
    if (before) queueMicrotask(() => giveModel(before));
    return () => {
      if (take === mine) take = null;
    };
  }, []);
}
