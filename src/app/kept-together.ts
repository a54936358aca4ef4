/**
 * Something that this browser keeps under one name, and that several tabs may change: what another tab made of it since is brought in
 * before it is written, within one transaction of the disk, so that none takes the place of the other.
 */
interface Kept<T> {
  readonly encode: (value: T) => string;
  /** null for what cannot be read: it gives way. */
  readonly decode: (json: string) => T | null;
  readonly merge: (base: T, mine: T, theirs: T) => T;
}

export interface KeptTogether<T> {
  /** What was read, and what was made of it; null where nothing was there. */
  readonly begin: (json: string | null, value: T) => void;
  /** Writes `now()`; `take` is told where another tab had something to add. Rejects as `rewrite` does, and then knows what it knew. */
  readonly write: (kept: Kept<T>, now: () => T, take: (merged: T) => void) => Promise<void>;
}

/** `rewrite` puts what it is given for what is there in its place. */
export function keptTogether<T>(rewrite: (make: (there: string | null) => string) => Promise<void>): KeptTogether<T> {
  let known: { readonly json: string | null; readonly value: T } | null = null;
  return {
    begin(json, value) {
      known = { json, value };
    },
    async write({ encode, decode, merge }, now, take) {
      let next = known;
      await rewrite((there) => {
        const mine = now();
        const theirs = there === null || there === known?.json ? null : decode(there);
        // What is written may be less than what is shown: the other tab began with that.
        const base = known && ((known.json === null ? null : decode(known.json)) ?? known.value);
        const value = theirs === null || base === null ? mine : merge(base, mine, theirs);
        if (theirs !== null) take(value);
        const json = encode(value);
        next = { json, value };
        return json;
      });
      known = next;
    },
  };
}
