/** A worker's side of the wire: a table of handlers answers a table of calls. Requests run one after the other, cancels at once. */
import { errorData } from '../src/error';
import { earlyMessages } from '../src/language/chosen';
import type { LabErrorData } from '../src/protocol';
import type { AnswerOf, EventOf, FromWorker, RequestOf, Table, ToWorker } from '../src/wire';

/** What answers each kind of call. A rejection becomes the call's error. */
export type Handlers<C extends Table<C>> = {
  readonly [K in keyof C]: (
    input: C[K]['in'],
    event: (event: C[K]['event']) => void,
    signal: AbortSignal,
  ) => C[K]['out'] | Promise<C[K]['out']>;
};

export interface ServeOptions<C> {
  /** Kinds that touch nothing another call may be using: they do not wait for their turn. */
  atOnce?: readonly (keyof C)[];
  /** Does the work of a call that waits for its turn. */
  around?: <T>(kind: keyof C, work: () => T | Promise<T>) => Promise<T>;
  /** After this error the worker is in no state to be asked again. */
  isFatal?: (error: LabErrorData) => boolean;
}

/** Answers the messages of this worker from now on. Gives the way to say that the worker cannot go on. */
export function serve<C extends Table<C>>(
  handlers: Handlers<C>,
  { atOnce = [], around = async (_, work) => work(), isFatal = () => false }: ServeOptions<C> = {},
): (error: unknown) => void {
  let last: Promise<void> = Promise.resolve();
  const running = new Map<number, { kind: keyof C; controller: AbortController }>();
  const started = new Set<number>();

  const take = ({ data }: MessageEvent<ToWorker<C>>): void => {
    if ('cancel' in data) return cancel(data.cancel);
    running.set(data.id, { kind: data.kind, controller: new AbortController() });
    if (atOnce.includes(data.kind)) void answer(data);
    else last = last.then(() => answer(data));
  };
  self.onmessage = take;
  // What came while the language of this worker was fetched.
  earlyMessages().forEach(take);
  return (error) => post({ fatal: errorData(error) }, null);

  /** What is under way notices by its signal; what is still waiting for its turn is answered at once. */
  function cancel(id: number): void {
    const call = running.get(id);
    call?.controller.abort();
    if (!call || started.has(id)) return;
    running.delete(id);
    post({ id, kind: call.kind, error: errorData(call.controller.signal.reason) }, null);
  }

  async function answer<K extends keyof C>({ id, kind, in: input }: RequestOf<C, K>): Promise<void> {
    const signal = running.get(id)?.controller.signal;
    if (!signal) return; // Cancelled before its turn.
    started.add(id);
    try {
      const tell = (event: C[K]['event']) => {
        const message: EventOf<C, K> = { id, kind, event };
        post(message, event);
      };
      const work = () => handlers[kind](input, tell, signal);
      const out = await (atOnce.includes(kind) ? work() : around(kind, work));
      const message: AnswerOf<C, K> = { id, kind, out };
      post(message, out);
    } catch (error) {
      const data = errorData(error);
      post(isFatal(data) ? { fatal: data } : { id, kind, error: data }, null);
    } finally {
      running.delete(id);
      started.delete(id);
    }
  }

  /** Sends, moving the big arrays instead of copying them. */
  function post(message: FromWorker<C>, payload: unknown): void {
    const arrays = Object.values(payload ?? {}).filter((value): value is Float32Array<ArrayBuffer> => value instanceof Float32Array);
    self.postMessage(message, { transfer: arrays.map((array) => array.buffer) });
  }
}
