/**
 * A file of vectors, told by its first bytes whatever it is called: .npy, .npz, safetensors, a GGUF control vector, Neuronpedia's JSON.
 * What came of each is the same: directions by name, each with a vector for some blocks, of the length that the file gives it.
 */
import { createSHA256 } from 'hash-wasm';
import { decodeText } from '../text';
import { fromArrays, type Placed } from './arrays';
import { NO_FACTS, type VectorFacts } from './facts';
import { isGguf, readControlVector } from './gguf';
import { readNeuronpedia } from './neuronpedia';
import type { NamedArray } from './numbers';
import { isNpy, readNpy } from './npy';
import { isZip, readNpz } from './npz';
import { expectFinite, expectSmall, MOST_LAYERS, MOST_WIDTH, unreadable } from './refused';
import { isSafetensors, liesOfItsHeader, readSafetensors } from './safetensors';
import { fromSafetensors } from './steerkit';
import { isPickle, pickled } from './pickle';
import { t } from '../../language/t';

export const VECTOR_FORMATS = ['npy', 'npz', 'safetensors', 'gguf', 'neuronpedia'] as const;
export type VectorFormat = (typeof VECTOR_FORMATS)[number];

export interface VectorFile extends VectorFacts {
  readonly name: string;
  readonly sha256: string;
  readonly format: VectorFormat;
  /** Directions that it has, of which one is meant; the first to begin with. */
  readonly directions: readonly Placed[];
}

/** Throws `vectors-unreadable`, with the file and what to do about it. */
export async function readVectorFile(name: string, blob: Blob): Promise<VectorFile> {
  expectSmall(blob.size, name);
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const found = await read(name, blob, bytes);
  if (found.directions.length === 0)
    throw unreadable(name, t`there is no vector in it.`, t`A vector is an array [width], or [blocks, width] for all blocks.`);
  for (const { name: direction, rows, width } of found.directions) {
    for (const [block, row] of rows) expectFinite(name, block === null ? direction : t`${direction}, block ${block}`, row);
    if (width < 1 || width > MOST_WIDTH) throw unreadable(name, t`${direction} is ${width} wide.`);
    if (rows.size > MOST_LAYERS) throw unreadable(name, t`${direction} has ${rows.size} blocks.`);
  }
  const hash = await createSHA256();
  return { name, sha256: hash.init().update(bytes).digest('hex'), ...found };
}

/** SHA-256 of the file; of several, that of theirs, a line each. */
export async function hashOfFiles(files: readonly Pick<VectorFile, 'sha256'>[]): Promise<string> {
  if (files.length === 1) return files[0]!.sha256;
  const hash = await createSHA256();
  return hash
    .init()
    .update(files.map(({ sha256 }) => sha256).join('\n'))
    .digest('hex');
}

type Found = Omit<VectorFile, 'name' | 'sha256'>;

async function read(name: string, blob: Blob, bytes: Uint8Array): Promise<Found> {
  if (isNpy(bytes)) return plain('npy', [{ name: 'array', ...readNpy(bytes, name) }], name);
  if (isPickle(name, bytes)) throw pickled(name);
  if (isZip(bytes)) return plain('npz', await readNpz(name, blob), name);
  if (isGguf(bytes)) {
    const { model, rows } = readControlVector(bytes, name);
    const widths = new Set([...rows.values()].map(({ length }) => length));
    if (widths.size > 1) throw unreadable(name, t`its vectors are of different widths: ${[...widths].slice(0, 4).join(', ')}.`);
    const [width = 0] = widths;
    return { ...NO_FACTS, format: 'gguf', model, directions: rows.size === 0 ? [] : [{ name: 'direction', width, layers: null, rows }] };
  }
  if (isSafetensors(bytes) || /\.safetensors$/i.test(name) || liesOfItsHeader(bytes))
    return { format: 'safetensors', ...fromSafetensors(readSafetensors(bytes, name), name) };
  if (beginsAsJson(bytes)) return fromNeuronpedia(decodeText(bytes, name), name);
  throw unreadable(
    name,
    t`it is no file of vectors that is known here.`,
    t`Known are .npy, .npz, safetensors, GGUF control vectors, and Neuronpedia’s JSON.`,
  );
}

/** In UTF-8, or in UTF-16 with its mark. */
function beginsAsJson(bytes: Uint8Array): boolean {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return /^[\s\uFEFF]*[[{]/.test(new TextDecoder(wide).decode(bytes.subarray(0, 64)));
}

const plain = (format: 'npy' | 'npz', arrays: readonly NamedArray[], name: string): Found => ({
  ...NO_FACTS,
  format,
  directions: fromArrays(arrays, name),
});

function fromNeuronpedia(json: string, name: string): Found {
  const vectors = readNeuronpedia(json, name);
  const rows = new Map(vectors.map(({ block, data }) => [block, data]));
  const width = vectors[0]?.data.length ?? 0;
  const odd = vectors.find(({ data }) => data.length !== width);
  if (odd) throw unreadable(name, t`its vectors are of different widths: ${width}, ${odd.data.length}.`);
  if (rows.size < vectors.length)
    throw unreadable(name, t`it has two vectors of one block.`, t`Bring them as files of their own: then they add up.`);
  const before = vectors.filter((one) => one.before);
  return {
    ...NO_FACTS,
    format: 'neuronpedia',
    model: vectors[0]?.model ?? null,
    label: vectors[0]?.label ?? null,
    notes: before.map(({ block }) => t`It lies before block ${block + 1}, which is after block ${block}.`),
    directions: vectors.length === 0 ? [] : [{ name: vectors[0]!.label ?? 'vector', width, layers: null, rows }],
  };
}
