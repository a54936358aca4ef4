/** Gives up on a server that has gone silent: a connection without a byte counts as broken after a while. */

export interface Patience {
  /** Fires with the caller's own, or when nobody called `renew` for as long as the patience lasts. */
  signal: AbortSignal;
  /** Something arrived. */
  renew(): void;
  /** Must be called, else the timer goes on. */
  end(): void;
}

/** `patience` in milliseconds. */
export function patience({ patience }: { patience: number }, signal: AbortSignal): Patience {
  const silent = new AbortController();
  const wait = () => setTimeout(() => silent.abort(new Error(`nothing arrived for ${Math.round(patience / 1000)} s`)), patience);
  let timer = wait();
  return {
    signal: AbortSignal.any([signal, silent.signal]),
    renew() {
      clearTimeout(timer);
      timer = wait();
    },
    end: () => clearTimeout(timer),
  };
}
