/** The one error type of the lab: says what happened, and what to do. Crosses the worker as LabErrorData. */
import { isErrorCode, whereOf, type ErrorCode, type Where } from './error-codes';
import type { LabErrorData } from './protocol';
import { t } from './language/t';

export class LabError extends Error implements LabErrorData {
  /** The part of the work it belongs to; null where there is none. */
  readonly where: Where | null;

  /** @param code one of src/error-codes.ts; @param hint what the reader can do about it. */
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly hint = '',
  ) {
    super(message);
    this.name = 'LabError';
    this.where = whereOf(code);
  }
}

/** A part of the page itself could not be fetched. `what`: "The program that runs models". */
export const partMissing = (what: string): LabError =>
  new LabError('network', t`${what} could not be fetched from the server of the lab.`, AWAY);

const AWAY = t`The network is away, or that server is. Check the connection, then try again; what was computed so far is kept.`;

/** What browsers say where an answer never came: of a fetch, and of a module. */
const NO_ANSWER =
  /^(failed to fetch|load failed|networkerror|network error|importing a module script failed|error loading dynamically imported module)/i;

/**
 * Anything thrown, as data for the wire. Errors of src/lab and src/graph carry `code` and `hint` of their own; the rest become
 * `internal`.
 */
export function errorData(error: unknown): LabErrorData {
  if (!(error instanceof Error)) return data('internal', String(error), REPORT);
  const hint = 'hint' in error && typeof error.hint === 'string' ? error.hint : '';
  if ('code' in error && isErrorCode(error.code)) return data(error.code, error.message, hint);
  if (error.name === 'AbortError') return data('cancelled', 'Stopped.', t`What was computed so far is kept.`);
  if (error.name === 'NotReadableError' || error.name === 'NotFoundError')
    return data(
      'file-changed',
      t`A file could not be read: ${error.message}`,
      t`It was changed, moved or deleted while it was in use, perhaps in another tab. Load the model again; a folder has to be chosen anew.`,
    );
  if (isSilent(error)) return data('network', t`Something that this needs could not be fetched.`, AWAY);
  return data('internal', error.message, REPORT);
}

/** Whether a browser says nothing but that an answer never came: its words for it mean nothing to a reader. */
export const isSilent = (error: unknown): boolean => error instanceof TypeError && NO_ANSWER.test(error.message);

const REPORT = t`This is a fault in the lab: please report it with the console output.`;

const data = (code: ErrorCode, message: string, hint: string): LabErrorData => ({ code, where: whereOf(code), message, hint });

/** The error again, on the page's side. */
export const labError = ({ code, message, hint }: LabErrorData): LabError => new LabError(code, message, hint);
