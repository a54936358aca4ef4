/**
 * The page's side of the worker: gives each request an id, returns its promise, hands on its events,
 * cancels it, and restarts the worker if it dies. Nothing is cached here; results belong to whoever asked.
 */
import { LabError, labError } from './error';
import type { Calls, FromWorker, Kind, ToWorker } from './protocol';

export interface CallOptions<K extends Kind> {
  onEvent?: ((event: Calls[K]['event']) => void) | undefined;
  /** Aborting rejects the call with the code `cancelled` within one token or one text. */
  signal?: AbortSignal | undefined;
}

interface Pending {
  resolve(out: unknown): void;
  reject(error: LabError): void;
  event(event: unknown): void;
}

export class LabClient {
  private worker: Worker | null = null;
  private readonly pending = new Map<number, Pending>();
  private nextId = 1;

  /** @param start makes the worker; called on the first request and after a crash. @param onCrash told once per crash, after the pending calls were rejected. */
  constructor(
    private readonly start: () => Worker,
    private readonly onCrash: (error: LabError) => void = () => {},
  ) {}

  /** Runs one request. Rejects with a LabError: the worker's own, `cancelled`, or `worker-crashed`. */
  call<K extends Kind>(kind: K, input: Calls[K]['in'], options: CallOptions<K> = {}): Promise<Calls[K]['out']> {
    const { signal, onEvent } = options;
    if (signal?.aborted) return Promise.reject(new LabError('cancelled', 'Stopped before it began.', 'Nothing was changed.'));
    const id = this.nextId++;
    return new Promise<Calls[K]['out']>((resolve, reject) => {
      const cancel = () => this.post({ cancel: id });
      const settle = () => {
        this.pending.delete(id);
        signal?.removeEventListener('abort', cancel);
      };
      this.pending.set(id, {
        resolve: (out) => (settle(), resolve(out as Calls[K]['out'])),
        reject: (error) => (settle(), reject(error)),
        event: (event) => onEvent?.(event as Calls[K]['event']),
      });
      signal?.addEventListener('abort', cancel);
      this.post({ id, kind, in: input } as ToWorker);
    });
  }

  /** Ends the worker and everything in it; pending calls are rejected as `cancelled`, for the reason given. The surest way to give memory back. */
  terminate(reason = 'The model was unloaded.'): void {
    this.worker?.terminate();
    this.worker = null;
    this.rejectAll(new LabError('cancelled', reason, 'What was computed and what has arrived is kept.'));
  }

  private post(message: ToWorker): void {
    this.worker ??= this.listen(this.start());
    this.worker.postMessage(message);
  }

  private listen(worker: Worker): Worker {
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if ('fatal' in data) return end(labError(data.fatal));
      const call = this.pending.get(data.id);
      if (!call) return;
      if ('event' in data) call.event(data.event);
      else if ('error' in data) call.reject(labError(data.error));
      else call.resolve(data.out);
    };
    const end = (error: LabError) => {
      if (this.worker !== worker) return;
      worker.terminate();
      this.worker = null;
      this.rejectAll(error);
      this.onCrash(error);
    };
    const crashed = (what: string) => end(new LabError('worker-crashed', `The model's worker stopped: ${what}.`, 'The model it held is gone; everything computed so far is kept on this page. Often memory ran out: if it stops again, close other tabs, choose a smaller model, or reload the page.'));
    worker.onerror = (event) => crashed(event.message || 'it could not be started');
    worker.onmessageerror = () => crashed('a message could not be read');
    return worker;
  }

  private rejectAll(error: LabError): void {
    for (const call of [...this.pending.values()]) call.reject(error);
  }
}
