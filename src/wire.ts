/**
 * How the page asks any of its workers: a request with an id, its events, and its answer or its error.
 * `C` is the worker's table of calls (src/protocol.ts, src/analysis-protocol.ts). Float32Arrays are moved from a worker to the page, not
 * copied. Types only.
 */
import type { LabErrorData } from './protocol';

/** What each kind of call takes, gives, and tells on the way. */
export type Table<C> = { [K in keyof C]: { in: unknown; out: unknown; event: unknown } };

/** The request of one kind; without `K`, of any. */
export type RequestOf<C extends Table<C>, K extends keyof C = keyof C> = { [P in K]: { id: number; kind: P; in: C[P]['in'] } }[K];

/** Page → worker. `cancel` names a running request; it answers with the error `cancelled` as soon as it notices. */
export type ToWorker<C extends Table<C>> = RequestOf<C> | { cancel: number };

/** Worker → page. */
export type FromWorker<C extends Table<C>> =
  | { id: number; event: C[keyof C]['event'] }
  | { id: number; out: C[keyof C]['out'] }
  | { id: number; error: LabErrorData }
  /** The worker cannot go on (device lost, memory exhausted): whatever was asked has failed, what it held is gone. */
  | { fatal: LabErrorData };
