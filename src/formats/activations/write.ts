/** A reading as a file of activations: safetensors, the manifest in its metadata. docs/activations.md has the layout. */
import { writeHeader } from '../vectors/safetensors';
import type { Manifest } from './manifest';

/** What is written of a reading. */
export interface OutgoingActivations {
  readonly manifest: Manifest;
  readonly shape: readonly [count: number, layers: number, width: number];
  /** By pooling: its numbers [text, layer, width], float32, little-endian. */
  readonly poolings: readonly { readonly name: string; readonly numbers: Blob }[];
  /** [m, 2] rows of pairs, or [n] labels: 1, 0, and −1 of rated texts. For who reads the tensors alone: the set has it, too. */
  readonly classes: { readonly name: 'pairs' | 'labels'; readonly shape: readonly number[]; readonly values: readonly number[] };
}

/** The file. The numbers stay where the browser keeps their Blobs. */
export function activationsBlob({ manifest, shape, poolings, classes }: OutgoingActivations): Blob {
  const whole = new DataView(new ArrayBuffer(classes.values.length * BigInt64Array.BYTES_PER_ELEMENT));
  classes.values.forEach((value, i) => whole.setBigInt64(i * BigInt64Array.BYTES_PER_ELEMENT, BigInt(value), true));
  const head = writeHeader(
    [
      { name: classes.name, dtype: 'I64', shape: classes.shape, bytes: whole.byteLength },
      ...poolings.map(({ name, numbers }) => ({ name, dtype: 'F32', shape, bytes: numbers.size })),
    ],
    { format: manifest.format, manifest: JSON.stringify(manifest) },
  );
  return new Blob([head, whole, ...poolings.map(({ numbers }) => numbers)], { type: 'application/octet-stream' });
}
