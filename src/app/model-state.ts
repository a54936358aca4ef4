/** What the state of the model means for what may be done with it. */
import type { Ask } from '../client';
import { LabError } from '../error';
import type { Calls, ModelInfo } from '../protocol';
import type { LabState, ModelState } from './state';
import { t } from '../language/t';

/** The loaded model, or the reason why nothing may be computed with it: `no-model`, `self-test-failed`. */
export function usable(model: ModelState): ModelInfo {
  if (model.status !== 'ready') throw new LabError('no-model', t`No model is loaded.`, t`Load one first.`);
  const { selfTest, device } = model.info;
  if (!selfTest.passed) {
    throw new LabError(
      'self-test-failed',
      t`This device failed its self-test: ${selfTest.failures.join('; ')}.`,
      device === 'webgpu' ? t`Load the model on WASM instead.` : t`Try another browser; numbers from this one cannot be trusted.`,
    );
  }
  return model.info;
}

/** A client for work that asks more than once: its calls reject with `cancelled` once the model that it began with is gone. */
export const onlyOf = (info: ModelInfo, client: Ask<Calls>, get: () => LabState): Ask<Calls> => ({
  async call(kind, input, options) {
    const { model } = get();
    if (model.status !== 'ready' || model.info !== info)
      throw new LabError('cancelled', t`The model was changed.`, t`Ask again: what was asked stays.`);
    return client.call(kind, input, options);
  },
});
