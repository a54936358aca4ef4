/** What a page says to its service worker. */
import type { Build } from './runtime';

export type Message =
  /** The files of this build were used: they stay on this disk, too. */
  | { readonly kind: 'keep'; readonly build: Build }
  /** A person wants the newer version, which waits. Answered with a `TakenOver` through the port that comes along. */
  | { readonly kind: 'take-over' };

/** `others`: the lab is open in another tab, whose work a change of version would break. Nothing was done. */
export type TakenOver = 'taken' | 'others';
