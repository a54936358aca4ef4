/**
 * PyTorch's own files. They are pickles: opening one runs whatever code it holds, so that none is opened here. Told by name and by bytes,
 * also inside the .zip that PyTorch writes today.
 */
import type { LabError } from '../../error';
import { unreadable } from './refused';
import { t } from '../../language/t';

export const isPickle = (name: string, bytes: Uint8Array): boolean =>
  /\.(pt|pth|pkl|pickle|bin|ckpt)$/i.test(name) ||
  // A bare pickle of protocol 2 to 5.
  (bytes[0] === 0x80 && bytes[1]! >= 2 && bytes[1]! <= 5 && bytes.length > 2) ||
  (bytes[0] === 0x50 && bytes[1] === 0x4b && new TextDecoder('latin1').decode(bytes.subarray(0, 256)).includes('data.pkl'));

/** What converts one, where a person trusts the file. `name` may hold anything: it is written as Python writes a text. */
export const converting = (name: string): string =>
  [
    'import torch',
    'from safetensors.torch import save_file',
    `v = torch.load(${JSON.stringify(name)}, map_location="cpu", weights_only=True)`,
    'save_file(v if isinstance(v, dict) else {"direction": v.float().contiguous()}, "direction.safetensors")',
  ].join('\n');

export const pickled = (name: string): LabError =>
  unreadable(
    name,
    t`it is a PyTorch file (a pickle), and opening one can run any code in it.`,
    t`It is not opened here. These four lines of Python make a file that is:\n${converting(name)}`,
  );
