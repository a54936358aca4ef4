/** The LabError that some work throws; anything else that it throws, or nothing, fails the test. */
import { LabError } from '../../../src/error';

export function thrown(work: () => unknown): LabError {
  try {
    work();
  } catch (error) {
    if (error instanceof LabError) return error;
    throw error;
  }
  throw new Error('expected a LabError, nothing was thrown');
}
