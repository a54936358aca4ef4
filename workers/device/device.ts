/**
 * Chooses the device that runs the model, says why the other one is not used, and watches it: the lab makes the GPU device itself, so its
 * loss is reported here.
 */
import { count } from '../../src/count';
import { LabError } from '../../src/error';
import type { Device, ModelChoice } from '../../src/protocol';
import { wasmThreads } from './runtime';
import { t } from '../../src/language/t';

export interface ChosenDevice {
  device: Device;
  /** The GPU device to hand to ORT, with all the adapter can give; null on WASM. */
  gpu: GPUDevice | null;
  /** The GPU as the browser names it, or "2 WASM threads". */
  name: string;
  /** In one line, why WebGPU was wanted and is not used; null otherwise. */
  fallbackReason: string | null;
}

/** Kernels of ORT choose their tiles by these. */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxComputeWorkgroupsPerDimension',
] as const satisfies (keyof GPUSupportedLimits)[];
export const NO_F16 = 'the graphics adapter has no 16-bit floats (shader-f16), which this file needs';
/**
 * Not `subgroups`: with them ONNX Runtime's numbers are other ones (measured, 1.31.0-dev.20260914). On an NVIDIA H200 a 4-bit model's
 * residuals then differ from PyTorch's by a cosine of 1 − 1.3e-4 instead of 1 − 6e-13, and two tiny models write other tokens; where
 * subgroups have four lanes (SwiftShader) attention over 32 tokens and more is wrong. A decode step costs 12-17 % more without.
 */
const FEATURES: GPUFeatureName[] = ['shader-f16'];
/** Chromium without a window mostly gives no adapter the first time it is asked, and one the second time. */
const ASK_ADAPTER = 2;

/**
 * `auto` takes WebGPU where it can and says why where it cannot; a forced `webgpu` throws `webgpu-missing` instead.
 * `fatal` is told, once, when the GPU device is lost or runs out of memory.
 */
export async function chooseDevice(
  wanted: ModelChoice['device'],
  needsF16: boolean,
  fatal: (error: LabError) => void,
): Promise<ChosenDevice> {
  if (wanted === 'wasm') return onCpu(null);
  const found = await findGpu(needsF16);
  if ('gpu' in found) {
    watch(found.gpu, fatal);
    return { device: 'webgpu', gpu: found.gpu, name: found.name, fallbackReason: null };
  }
  if (wanted === 'webgpu') {
    throw new LabError(
      'webgpu-missing',
      t`WebGPU cannot be used: ${found.reason}.`,
      found.reason === NO_F16
        ? t`Load it with dtype q4 or fp32, which compute in 32 bits, or with the device “wasm” (the processor).`
        : t`Load it again with the device “wasm” (the processor), or use a browser with WebGPU.`,
    );
  }
  return onCpu(found.reason);
}

/** `fallbackReason`: why not the graphics device, in one line. */
export function onCpu(fallbackReason: string | null): ChosenDevice {
  return { device: 'wasm', gpu: null, name: count(wasmThreads(), 'WASM thread'), fallbackReason };
}

async function findGpu(needsF16: boolean): Promise<{ gpu: GPUDevice; name: string } | { reason: string }> {
  if (!navigator.gpu) return { reason: 'this browser has no WebGPU' };
  const adapter = await askAdapter(navigator.gpu);
  if (!adapter) return { reason: 'the browser offers no graphics adapter' };
  if (needsF16 && !adapter.features.has('shader-f16')) return { reason: NO_F16 };
  try {
    const gpu = await adapter.requestDevice({
      requiredLimits: Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]])),
      requiredFeatures: FEATURES.filter((name) => adapter.features.has(name)),
    });
    return { gpu, name: adapterName(adapter) };
  } catch (error) {
    return { reason: `the graphics adapter gave no device (${(error as Error).message})` };
  }
}

async function askAdapter(gpu: GPU): Promise<GPUAdapter | null> {
  for (let left = ASK_ADAPTER; left > 0; left--) {
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (adapter) return adapter;
  }
  return null;
}

/** Tells of the first thing that ends a device. A device we destroyed ourselves ends in silence. */
export function watch(gpu: Pick<GPUDevice, 'lost' | 'addEventListener'>, fatal: (error: LabError) => void): void {
  let told = false;
  const tell = (error: LabError) => {
    if (!told) fatal(error);
    told = true;
  };
  void gpu.lost.then(({ reason, message }) => {
    if (reason === 'destroyed') return;
    tell(
      new LabError(
        'device-lost',
        t`The graphics device was lost: ${message || 'the browser gives no reason'}.`,
        t`The model it held is gone. Often the graphics driver was reset, or another program needed its memory: if it is lost again, close other programs, or load the model on WASM.`,
      ),
    );
  });
  gpu.addEventListener('uncapturederror', ({ error }: GPUUncapturedErrorEvent) => {
    if (error instanceof GPUOutOfMemoryError) {
      tell(
        new LabError(
          'gpu-out-of-memory',
          t`The graphics device has no memory left.`,
          t`Close other tabs, steer fewer strengths at once, or choose a smaller model or WASM.`,
        ),
      );
    } else console.error(error.message);
  });
}

const adapterName = ({ info }: GPUAdapter): string =>
  [info.vendor, info.architecture, info.description].filter(Boolean).join(' ') || 'unnamed GPU';
