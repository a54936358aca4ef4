/** Which model made numbers, on what. */
import * as v from 'valibot';
import type { Dtype, ModelInfo } from '../protocol';
import { flag, is, oneOf, positive, record, text } from '../formats/schemas';
import { t } from '../language/t';

const dtype = is<Dtype>(t`a text`, (value) => typeof value === 'string');

export const modelStamp = record({
  id: text,
  repo: text,
  revision: text,
  dtype,
  architecture: v.optional(text, ''),
  layers: positive,
  width: positive,
  device: oneOf('webgpu', 'wasm'),
  deviceName: text,
  widened: v.optional(flag, false),
  /** SHA-256 (hex) over graph and weights. */
  graphHash: text,
  selfTestPassed: v.literal(true, t`true (numbers of a device that failed its self-test are not shown)`),
});
/** `layers`: number of blocks; `width`: of the residual stream. */
export type ModelStamp = v.InferOutput<typeof modelStamp>;

/** What of a loaded model an experiment remembers. The model has passed its self-test: others are not used. */
export function stampOf(info: ModelInfo): ModelStamp {
  const { id, repo, revision, dtype, architecture, layers, width, device, deviceName, widened, graphHash } = info;
  return { id, repo, revision, dtype, architecture, layers, width, device, deviceName, widened, graphHash, selfTestPassed: true };
}
