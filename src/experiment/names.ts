/** What devices are called in sentences. */
import type { Device } from '../protocol';

export const deviceLabel = (device: Device): string => (device === 'webgpu' ? 'WebGPU' : 'WASM');
