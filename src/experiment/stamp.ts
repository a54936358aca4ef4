/** Which model made numbers, on what. */
import * as v from 'valibot';
import type { Dtype, ModelInfo } from '../protocol';
import { also, flag, inside, is, oneOf, positive, record, text } from '../formats/schemas';
import { t } from '../language/t';

const dtype = is<Dtype>(t`a text`, (value) => typeof value === 'string');

/** Residuals that another program read, and a file brought. */
const elsewhere = record({
  file: text,
  /** Where they were read; `hook_resid_post` is the place at which the lab reads itself. */
  site: text,
});

const stamp = record({
  id: text,
  repo: text,
  revision: text,
  dtype,
  architecture: v.optional(text, ''),
  layers: positive,
  width: positive,
  device: oneOf('webgpu', 'wasm', 'elsewhere'),
  deviceName: text,
  widened: v.optional(flag, false),
  /** SHA-256 (hex) over graph and weights; of a model that was read elsewhere a name made of what the file says of it. */
  graphHash: text,
  /** false where nobody here could test the device: `elsewhere`. */
  selfTestPassed: flag,
  elsewhere: v.exactOptional(elsewhere),
});

export const modelStamp = v.pipe(
  stamp,
  also((value, report) => {
    const away = inside(value, ['device']) === 'elsewhere';
    if (inside(value, ['selfTestPassed']) === away)
      report(
        ['selfTestPassed'],
        away ? t`false, because it was read elsewhere` : t`true (numbers of a device that failed its self-test are not shown)`,
      );
    if ((inside(value, ['elsewhere']) === undefined) === away)
      report(['elsewhere'], away ? t`the file that brought it` : t`nothing, because it was read in the lab`);
  }),
);
/** `layers`: number of blocks; `width`: of the residual stream. */
export type ModelStamp = v.InferOutput<typeof modelStamp>;

/** What of a loaded model an experiment remembers. The model has passed its self-test: others are not used. */
export function stampOf(info: ModelInfo): ModelStamp {
  const { id, repo, revision, dtype, architecture, layers, width, device, deviceName, widened, graphHash } = info;
  return { id, repo, revision, dtype, architecture, layers, width, device, deviceName, widened, graphHash, selfTestPassed: true };
}
