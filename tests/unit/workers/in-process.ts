/** A worker's handlers without a worker: what the page asks through a client, answered in this process. */
import type { Ask } from '../../../src/client';
import type { Table } from '../../../src/wire';
import type { Handlers } from '../../../workers/serve';

/** Requests run one after the other, as in a worker. */
export function inProcess<C extends Table<C>>(handlers: Handlers<C>): Ask<C> {
  let last: Promise<unknown> = Promise.resolve();
  return {
    call(kind, input, { onEvent, signal } = {}) {
      const answer = last.then(() => handlers[kind](input, (event) => onEvent?.(event), signal ?? new AbortController().signal));
      last = answer.catch(() => undefined);
      return answer;
    },
  };
}
