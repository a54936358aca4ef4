/** What the state of the model means for what may be done with it. */
import { LabError } from '../error';
import type { ModelInfo } from '../protocol';
import type { ModelState } from './state';

/** The loaded model, or the reason why nothing may be computed with it: `no-model`, `self-test-failed`. */
export function usable(model: ModelState): ModelInfo {
  if (model.status !== 'ready') throw new LabError('no-model', 'No model is loaded.', 'Load one first.');
  const { selfTest, device } = model.info;
  if (!selfTest.passed) {
    throw new LabError(
      'self-test-failed',
      `This device failed its self-test: ${selfTest.failures.join('; ')}.`,
      device === 'webgpu' ? 'Load the model on WASM instead.' : 'Try another browser; numbers from this one cannot be trusted.',
    );
  }
  return model.info;
}
