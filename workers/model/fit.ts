/** Where and how a graph runs on this machine: the device that can run it, the runtime's build, and whether its weights are widened. */
import { fusedReason } from '../../src/graph/attention';
import { readModel } from '../../src/graph/onnx';
import type { Limits } from '../../src/graph/plan';
import { checkSupport, unsupported } from '../../src/graph/support';
import type { ModelChoice } from '../../src/protocol';
import { chooseDevice, NO_F16, onCpu, type ChosenDevice } from '../device/device';
import { limitsOf, planLoad } from '../device/limits';
import { startRuntime, type Build } from '../device/runtime';
import type { LabError } from '../../src/error';
import type { Published } from './published';

export interface Fit extends ChosenDevice {
  readonly build: Build;
  /** Of the device. */
  readonly limits: Limits;
  /** 4- and 8-bit weights run as float32. */
  readonly widened: boolean;
  /** Why the model is slow here, in one line; null where it is not. */
  readonly slowReason: string | null;
}

/** The device as far as the name of the file tells what it needs. Throws and tells `fatal` what `chooseDevice` does. */
export const deviceFor = ({ device, dtype }: ModelChoice, fatal: (error: LabError) => void): Promise<ChosenDevice> =>
  chooseDevice(device, dtype.endsWith('f16') || dtype === 'fp16', fatal);

/**
 * The fit, now that the graph is read: on the chosen device, or where that was left open and it cannot run the graph, on the processor.
 * Throws `too-large`, `graph-unsupported` and `worker-has-other-runtime`.
 */
export function fit(chosen: ChosenDevice, choice: ModelChoice, published: Pick<Published, 'bytes' | 'info' | 'made'>): Fit {
  const { bytes, info, made } = published;
  const found = choice.device === 'auto' ? ableDevice(chosen, published) : chosen;
  const build = startRuntime(found.device);
  const limits = limitsOf(found.gpu);
  const plan = planLoad(info, limits);
  const widened = found.device === 'wasm' && info.bits !== null && plan.widen && choice.widen !== false;
  made.step(`supported ${found.device} ${widened}`, () => checkSupport(bytes, found.device, { widened }));
  const slowReason =
    plan.slowReason ??
    (info.rowsCoupled ? ONE_BY_ONE : found.device === 'wasm' ? made.step('fused reason', () => fusedReason(bytes, info)) : null);
  return { ...found, build, limits, widened, slowReason };
}

/** The processor in place of a graphics device that cannot run this graph: the name of a file need not say what it computes in. */
function ableDevice(chosen: ChosenDevice, { bytes, info }: Pick<Published, 'bytes' | 'info'>): ChosenDevice {
  if (!chosen.gpu) return chosen;
  const without = (reason: string): ChosenDevice => (chosen.gpu?.destroy(), onCpu(reason));
  if (info.activation === 'float16' && !chosen.gpu.features.has('shader-f16')) return without(NO_F16);
  const lacking = unsupported(readModel(bytes).graph, 'webgpu', { widened: false });
  return lacking ? without(`WebGPU cannot run this file: ${lacking.message.replace(/\.$/, '')}`) : chosen;
}

/** Why several strengths gain nothing from running side by side (workers/pass/lanes.ts). */
const ONE_BY_ONE =
  'This file scales its numbers by the whole batch (dynamic quantisation), so strengths are run one after the other; q4 or fp32 run them together.';
