/**
 * The page's side of a worker: gives each request an id, returns its promise, hands on its events,
 * cancels it, and restarts the worker if it dies. Nothing is cached here; results belong to whoever asked.
 */
import { LabError, labError, partMissing } from './error';
import type { AnswerOf, EventOf, FromWorker, RequestOf, Table, ToWorker } from './wire';
import { t } from './language/t';

export interface CallOptions<Event> {
  onEvent?: ((event: Event) => void) | undefined;
  /** Aborting rejects the call with the code `cancelled` after the pass that runs: a token, or a piece of a prompt or text. */
  signal?: AbortSignal | undefined;
  /** Buffers of the request that are moved, not copied: the caller loses them. */
  transfer?: ArrayBuffer[] | undefined;
}

/** What whoever asks needs of a client. */
export type Ask<C extends Table<C>> = Pick<WorkerClient<C>, 'call'>;

/** Words for the errors of one worker. */
export interface Losses {
  /** Why calls end when the worker is given back. */
  ended: string;
  /** What the page loses when the worker dies, and what to do. */
  crashed: { what: string; hint: string };
  /** What the worker's script is, where it cannot be fetched: "The program that runs models". */
  program: string;
}

/** A call that waits for its answer. */
interface Pending<Call extends { out: unknown; event: unknown }> {
  readonly resolve: (out: Call['out']) => void;
  readonly reject: (error: LabError) => void;
  readonly event: (event: Call['event']) => void;
}

export class WorkerClient<C extends Table<C>> {
  private worker: Worker | null = null;
  /** By kind, so that a call and its answer have one type. */
  private readonly pending: { [K in keyof C]?: Map<number, Pending<C[K]>> } = {};
  private nextId = 1;

  /**
   * @param start makes the worker; called on the first request and after a crash. @param onCrash told once per crash, after the pending
   * calls were rejected.
   */
  constructor(
    private readonly start: () => Worker,
    private readonly losses: Losses,
    private readonly onCrash: (error: LabError) => void = () => {},
  ) {}

  /**
   * Runs one request. Rejects with a LabError: the worker's own, `cancelled`, `worker-crashed`, or `network` where its script cannot be
   * fetched.
   */
  call<K extends keyof C>(kind: K, input: C[K]['in'], options: CallOptions<C[K]['event']> = {}): Promise<C[K]['out']> {
    const { signal, onEvent, transfer } = options;
    if (signal?.aborted) return Promise.reject(new LabError('cancelled', t`Stopped before it began.`, t`Nothing was changed.`));
    const id = this.nextId++;
    return new Promise<C[K]['out']>((resolve, reject) => {
      const cancel = () => this.post({ cancel: id });
      const settle = () => {
        this.pending[kind]?.delete(id);
        signal?.removeEventListener('abort', cancel);
      };
      const waiting: Pending<C[K]> = {
        resolve: (out) => (settle(), resolve(out)),
        reject: (error) => (settle(), reject(error)),
        event: (event) => onEvent?.(event),
      };
      (this.pending[kind] ??= new Map()).set(id, waiting);
      signal?.addEventListener('abort', cancel);
      const request: RequestOf<C, K> = { id, kind, in: input };
      this.post(request, transfer);
    });
  }

  /**
   * Ends the worker and everything in it; pending calls are rejected as `cancelled`, for the reason given. The surest way to give memory
   * back.
   */
  terminate(reason = this.losses.ended): void {
    this.worker?.terminate();
    this.worker = null;
    this.rejectAll(new LabError('cancelled', reason, t`What was computed and what has arrived is kept.`));
  }

  /** Starts the worker where it does not run: the first call need not wait for its program then. */
  wake(): void {
    this.worker ??= this.listen(this.start());
  }

  private post(message: ToWorker<C>, transfer: ArrayBuffer[] = []): void {
    (this.worker ??= this.listen(this.start())).postMessage(message, transfer);
  }

  private listen(worker: Worker): Worker {
    let heard = false;
    worker.onmessage = ({ data }: MessageEvent<FromWorker<C>>) => {
      heard = true;
      if ('fatal' in data) return end(labError(data.fatal));
      if ('error' in data) this.pending[data.kind]?.get(data.id)?.reject(labError(data.error));
      else if ('event' in data) this.tell(data);
      else this.resolve(data);
    };
    const end = (error: LabError) => {
      if (this.worker !== worker) return;
      worker.terminate();
      this.worker = null;
      this.rejectAll(error);
      this.onCrash(error);
    };
    const crashed = (what: string) =>
      end(new LabError('worker-crashed', `${this.losses.crashed.what}: ${what}.`, this.losses.crashed.hint));
    // A script that never arrived is an error without a message, before the worker has said anything.
    worker.onerror = (event) =>
      heard || event.message ? crashed(event.message || t`no reason is given`) : end(partMissing(this.losses.program));
    worker.onmessageerror = () => crashed(t`a message could not be read`);
    return worker;
  }

  private tell<K extends keyof C>({ id, kind, event }: EventOf<C, K>): void {
    this.pending[kind]?.get(id)?.event(event);
  }

  private resolve<K extends keyof C>({ id, kind, out }: AnswerOf<C, K>): void {
    this.pending[kind]?.get(id)?.resolve(out);
  }

  private rejectAll(error: LabError): void {
    for (const kind in this.pending) for (const call of [...(this.pending[kind]?.values() ?? [])]) call.reject(error);
  }
}
