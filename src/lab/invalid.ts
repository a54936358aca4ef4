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

/**
 * There is no direction in these texts at this layer: the two classes are equal, or do not vary where a method needs them to. Another layer
 * may have one, so a run goes on without this one (`tryReaderAt`).
 */
export class NoDirection extends InvalidInput {}
