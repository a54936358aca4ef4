/** Plans memory on the device at hand: of the model before its weights are fetched, and of what it is asked to do later. */
import { count } from '../../src/count';
import { LabError } from '../../src/error';
import type { GraphInfo } from '../../src/graph/info';
import { planMemory, type Limits, type MemoryPlan } from '../../src/graph/plan';
import type { LoadedModel } from '../model/loaded';
import { t } from '../../src/language/t';

/**
 * The least a model is used with: one prompt of the longest text that is captured. Longer and wider runs are planned when they are asked
 * for.
 */
const LEAST = { context: 512, rows: 1 } as const;

/**
 * Positions whose logits are asked for at once, where an answer is read again (workers/generate/unsteered.ts). A vocabulary of 150,000
 * makes that 80 MB.
 */
export const KEPT = 128;

/** The plan for a model. Throws `too-large`, saying what to choose instead, where it cannot fit. */
export function planLoad(graph: GraphInfo, limits: Limits): MemoryPlan {
  const plan = planMemory(graph, limits, LEAST);
  if (!plan.fits)
    throw new LabError('too-large', plan.problem ?? t`The model does not fit on this device.`, plan.instead ?? t`Choose a smaller model.`);
  return plan;
}

interface Run {
  readonly rows: number;
  /** Tokens of each row. */
  readonly prompt: number;
  readonly answer: number;
  readonly readAtOnce?: number;
  /** Positions whose logits are asked for at once. */
  readonly kept?: number;
}

/**
 * Throws `run-too-large` where so many rows of so many tokens do not fit beside the loaded weights: an allocation that fails takes the
 * whole runtime with it.
 */
export function expectFits(
  { graph, limits, widened }: Pick<LoadedModel, 'graph' | 'limits' | 'widened'>,
  { rows, prompt, answer, readAtOnce = prompt, kept = Math.min(answer, KEPT) }: Run,
): void {
  const plan = planMemory(graph, limits, {
    rows,
    context: prompt + answer,
    prefill: readAtOnce,
    kept,
    widen: widened,
  });
  if (plan.fits) return;
  const asked = `${rows === 1 ? 'One row' : `${rows} rows`} of ${count(prompt, 'prompt token')}${answer > 0 ? ` and ${count(answer, 'new one')}` : ''}`;
  throw new LabError(
    'run-too-large',
    t`${asked} would not fit in memory. ${plan.problem ?? ''}`,
    rows > 1 ? t`Steer fewer strengths at once, or shorten the prompt.` : t`Shorten the text, or choose a smaller model.`,
  );
}

/** What the plan goes by: of the graphics device, or of WASM where it is null. */
export function limitsOf(gpu: Pick<GPUDevice, 'limits' | 'features'> | null): Limits {
  if (!gpu) return { device: 'wasm' };
  const { maxBufferSize, maxStorageBufferBindingSize } = gpu.limits;
  return { device: 'webgpu', maxBufferSize, maxStorageBufferBindingSize, shaderF16: gpu.features.has('shader-f16') };
}
