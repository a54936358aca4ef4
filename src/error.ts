/** The one error type of the lab: says what happened, and what to do. Crosses the worker as LabErrorData. */
import type { LabErrorData } from './protocol';

export class LabError extends Error {
  /** @param code stable, kebab-case; @param hint what the reader can do about it. */
  constructor(
    readonly code: string,
    message: string,
    readonly hint = '',
  ) {
    super(message);
    this.name = 'LabError';
  }
}

/** Anything thrown, as data for the wire. Unknown errors keep their message under the code `internal`. */
export function errorData(error: unknown): LabErrorData {
  if (error instanceof LabError) return { code: error.code, message: error.message, hint: error.hint };
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal', message, hint: 'This is a fault in the lab: please report it with the console output.' };
}
