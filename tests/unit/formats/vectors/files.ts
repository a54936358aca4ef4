/** The files of tests/fixtures/vectors, made by numpy, safetensors and gguf-py. */
import { readFileSync } from 'node:fs';
import { readVectorFile, type VectorFile } from '../../../../src/formats/vectors/vector-file';

const FOLDER = 'tests/fixtures/vectors';
export const bytesOf = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(`${FOLDER}/${name}`));
export const blobOf = (name: string): Blob => new Blob([bytesOf(name)]);
export const readFixture = (name: string): Promise<VectorFile> => readVectorFile(name, blobOf(name));
export const expected = JSON.parse(readFileSync(`${FOLDER}/expected.json`, 'utf8')) as {
  /** [block][i] */
  table: number[][];
  cube: number[][][];
  width: number;
  layers: number;
};

/** Its directions as plain numbers: [name, [[block, numbers], …]]. */
export const plain = ({ directions }: Pick<VectorFile, 'directions'>) =>
  directions.map(({ name, rows }) => [name, [...rows].map(([block, row]) => [block, Array.from(row)])]);
