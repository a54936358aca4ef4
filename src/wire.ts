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

/** What one kind of call gives; without `K`, any. It names its kind, so that the page knows the type of `out`. */
export type AnswerOf<C extends Table<C>, K extends keyof C = keyof C> = { [P in K]: { id: number; kind: P; out: C[P]['out'] } }[K];

/** What one kind of call tells on the way; without `K`, any. */
export type EventOf<C extends Table<C>, K extends keyof C = keyof C> = { [P in K]: { id: number; kind: P; event: C[P]['event'] } }[K];

/** Why a call has failed. */
export interface Failed<C extends Table<C>> {
  id: number;
  kind: keyof C;
  error: LabErrorData;
}

/** Worker → page. */
export type FromWorker<C extends Table<C>> =
  | EventOf<C>
  | AnswerOf<C>
  | Failed<C>
  /** The worker cannot go on (device lost, memory exhausted): whatever was asked has failed, what it held is gone. */
  | { fatal: LabErrorData };
