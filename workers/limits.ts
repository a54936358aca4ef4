/** Asks the device what it can hold, and plans the model's memory before its weights are fetched. */
import { LabError } from '../src/error';
import type { GraphInfo } from '../src/graph/info';
import { planMemory, type Limits, type MemoryPlan } from '../src/graph/plan';
import type { Device } from '../src/protocol';

/** The least a model is used with: one prompt of the longest text that is captured. Longer and wider runs ask for more later. */
const LEAST = { context: 512, rows: 1 } as const;

/** The plan. Throws `too-large`, saying what to choose instead, where the model cannot fit on this device. */
export async function planLoad(graph: GraphInfo, device: Device): Promise<MemoryPlan> {
  const plan = planMemory(graph, await limitsOf(device), LEAST);
  if (!plan.fits) throw new LabError('too-large', plan.problem ?? 'The model does not fit on this device.', plan.instead ?? 'Choose a smaller model.');
  return plan;
}

async function limitsOf(device: Device): Promise<Limits> {
  const adapter = device === 'webgpu' ? await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' }) : null;
  if (!adapter) return { device: 'wasm' };
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  return { device: 'webgpu', maxBufferSize, maxStorageBufferBindingSize, shaderF16: adapter.features.has('shader-f16') };
}
