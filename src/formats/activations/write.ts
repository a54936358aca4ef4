/** A reading as a file of activations: safetensors, the manifest in its metadata. docs/activations.md has the layout. */
import { writeHeader } from '../vectors/safetensors';
import { bytesOf } from '../vectors/numbers';
import type { Manifest } from './manifest';

/** What is written of a reading. */
export interface OutgoingActivations {
  readonly manifest: Manifest;
  readonly shape: readonly [count: number, layers: number, width: number];
  /** By pooling: the numbers, [text, layer, width], a part after the other. */
  readonly poolings: readonly { readonly name: string; readonly parts: readonly Float32Array[] }[];
}

/** The file. Its parts lie where the browser keeps Blobs, so that they are not in memory twice. */
export function activationsBlob({ manifest, shape, poolings }: OutgoingActivations): Blob {
  const bytes = shape.reduce((product, n) => product * n, 1) * Float32Array.BYTES_PER_ELEMENT;
  const head = writeHeader(
    poolings.map(({ name }) => ({ name, dtype: 'F32', shape, bytes })),
    { format: manifest.format, manifest: JSON.stringify(manifest) },
  );
  return new Blob([head, ...poolings.flatMap(({ parts }) => parts.map(bytesOf))], { type: 'application/octet-stream' });
}
