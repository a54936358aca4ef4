/** The files of tests/fixtures/activations, made by numpy and safetensors. */
import { readFileSync } from 'node:fs';

const FOLDER = 'tests/fixtures/activations';
export const bytesOf = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(`${FOLDER}/${name}`));
export const given = (name: string) => ({ name: name.replace(/^.*\//, ''), blob: new Blob([bytesOf(name)]) });
export const fileOf = (name: string): File => new File([bytesOf(name)], name.replace(/^.*\//, ''));
export const expected = JSON.parse(readFileSync(`${FOLDER}/expected.json`, 'utf8')) as {
  /** [text][block][i] */
  mean: number[][][];
  last: number[][][];
  labels: number[];
  /** [block], of the test texts along the mean difference of the others. */
  auroc: { mean: number[]; last: number[] };
};
