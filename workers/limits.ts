/** Plans the model's memory on the device it will run on, before its weights are fetched. */
import { LabError } from '../src/error';
import type { GraphInfo } from '../src/graph/info';
import { planMemory, type Limits, type MemoryPlan } from '../src/graph/plan';

/** The least a model is used with: one prompt of the longest text that is captured. Longer and wider runs ask for more later. */
const LEAST = { context: 512, rows: 1 } as const;

/** The plan for `gpu`, or for WASM where it is null. Throws `too-large`, saying what to choose instead, where the model cannot fit. */
export function planLoad(graph: GraphInfo, gpu: Pick<GPUDevice, 'limits' | 'features'> | null): MemoryPlan {
  const plan = planMemory(graph, limitsOf(gpu), LEAST);
  if (!plan.fits) throw new LabError('too-large', plan.problem ?? 'The model does not fit on this device.', plan.instead ?? 'Choose a smaller model.');
  return plan;
}

function limitsOf(gpu: Pick<GPUDevice, 'limits' | 'features'> | null): Limits {
  if (!gpu) return { device: 'wasm' };
  const { maxBufferSize, maxStorageBufferBindingSize } = gpu.limits;
  return { device: 'webgpu', maxBufferSize, maxStorageBufferBindingSize, shaderF16: gpu.features.has('shader-f16') };
}
