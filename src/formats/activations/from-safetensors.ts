/** safetensors: the header is read, and of the tensors what is asked for, where it lies in the file. */
import { headerLength, readHeader, SAFETENSORS_FLOATS } from '../vectors/safetensors';
import { BYTES } from '../vectors/numbers';
import { brief } from '../vectors/refused';
import { MOST_HEADER, unreadable } from './refused';
import { bytesPer, countOf, shapeText, type Tensor, type Whole } from './tensor';
import { t } from '../../language/t';

const WHOLES: Readonly<Record<string, Whole>> = {
  ...{ BOOL: 'u8', I8: 'i8', U8: 'u8', I16: 'i16', U16: 'u16', I32: 'i32', U32: 'u32', I64: 'i64', U64: 'u64' },
};

/** Its tensors, and the manifest in its metadata (`manifest`); null without. Throws `activations-unreadable`. */
export async function safetensorsIn(file: string, blob: Blob): Promise<{ tensors: Tensor[]; manifest: string | null }> {
  const length = headerLength(new Uint8Array(await blob.slice(0, 8).arrayBuffer()));
  if (length === null || length > MOST_HEADER || 8 + length > blob.size)
    throw unreadable(
      file,
      t`its header would have ${length ?? t`more than 2^53`} bytes, and the file has ${blob.size} (a header at most ${MOST_HEADER}).`,
      t`The file is damaged: copy it again.`,
    );
  const header = new Uint8Array(await blob.slice(8, 8 + length).arrayBuffer());
  const body = blob.size - 8 - length;
  const { entries, metadata } = readHeader(header, body, file, unreadable);
  const tensors = entries.map(({ name, dtype, shape, from, to }): Tensor => {
    const float = Object.hasOwn(SAFETENSORS_FLOATS, dtype) ? SAFETENSORS_FLOATS[dtype]! : null;
    const element = float ?? (Object.hasOwn(WHOLES, dtype) ? WHOLES[dtype]! : null);
    const at = { name, shape };
    if (element && countOf(at) * bytesPer(element) !== to - from)
      throw unreadable(
        file,
        t`${shapeText(at)}: bytes ${from} to ${to} of ${body} are not the ${countOf(at) * bytesPer(element)} of its shape.`,
      );
    return {
      ...{ name, file, shape, element, type: dtype, fortran: false },
      asFloats: () => {
        if (float) return float;
        throw unreadable(
          file,
          t`${shapeText(at)} is of type ${brief(dtype)}; ${Object.keys(SAFETENSORS_FLOATS).join(', ')} are read.`,
          t`In Python: save_file({name: a.astype('float32')}, file).`,
        );
      },
      stream: () => blob.slice(8 + length + from, 8 + length + to).stream(),
    };
  });
  const sized = tensors.flatMap((one) => (one.element && one.element in BYTES ? [countOf(one) * bytesPer(one.element)] : []));
  if (sized.reduce((sum, bytes) => sum + bytes, 0) > body) throw unreadable(file, t`its tensors lie on top of each other.`);
  return { tensors, manifest: metadata.get('manifest') ?? null };
}
