/** The one error of the maths: an input for which the asked number does not exist. Thrown early, with the offending value. */
import type { CodedError } from '../protocol';

export class InvalidInput extends Error implements CodedError {
  readonly code = 'invalid-input';

  /** @param message what was expected and what came; @param hint what the reader can do about it. */
  constructor(
    message: string,
    readonly hint = 'Correct what is named here and try again.',
  ) {
    super(message);
    this.name = 'InvalidInput';
  }
}
