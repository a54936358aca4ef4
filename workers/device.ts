/** Which device runs the model, and why not the other one. */
import { LabError } from '../src/error';
import type { Device, ModelChoice } from '../src/protocol';
import { wasmThreads } from './runtime';

export interface ChosenDevice {
  device: Device;
  /** The GPU as the browser names it, or "2 WASM threads". */
  name: string;
  /** In one line, why WebGPU was wanted and is not used; null otherwise. */
  fallbackReason: string | null;
}

/** `auto` takes WebGPU where it can and says why where it cannot; a forced `webgpu` throws `webgpu-missing` instead. */
export async function chooseDevice(wanted: ModelChoice['device'], needsF16: boolean): Promise<ChosenDevice> {
  if (wanted === 'wasm') return cpu(null);
  const gpu = await findAdapter(needsF16);
  if ('adapter' in gpu) return { device: 'webgpu', name: adapterName(gpu.adapter), fallbackReason: null };
  if (wanted === 'webgpu') {
    throw new LabError('webgpu-missing', `WebGPU cannot be used: ${gpu.reason}.`, 'Choose WASM (it runs on the processor), or open the page in a browser with WebGPU.');
  }
  return cpu(gpu.reason);
}

function cpu(fallbackReason: string | null): ChosenDevice {
  const threads = wasmThreads();
  return { device: 'wasm', name: `${threads} WASM thread${threads === 1 ? '' : 's'}`, fallbackReason };
}

async function findAdapter(needsF16: boolean): Promise<{ adapter: GPUAdapter } | { reason: string }> {
  if (!navigator.gpu) return { reason: 'this browser has no WebGPU' };
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return { reason: 'the browser offers no graphics adapter' };
  if (needsF16 && !adapter.features.has('shader-f16')) return { reason: 'the graphics adapter has no 16-bit floats (shader-f16), which this file needs' };
  return { adapter };
}

const adapterName = ({ info }: GPUAdapter): string => [info.vendor, info.architecture, info.description].filter(Boolean).join(' ') || 'unnamed GPU';
