/** What devices are called in sentences. */
import type { ModelStamp } from './stamp';
import { t } from '../language/t';

const LABELS: Readonly<Record<ModelStamp['device'], string>> = { webgpu: 'WebGPU', wasm: 'WASM', elsewhere: t`another program` };

export const deviceLabel = (device: ModelStamp['device']): string => LABELS[device];
