/** Every export among the tiny fixtures that the lab takes, and what a session of it is made of. */
import { existsSync, readdirSync } from 'node:fs';
import type { GraphInfo } from '../../../src/graph/info';
import { join, takesEmbeds } from '../../../src/graph/join';
import { bytes, type Files } from './fixture';

const ROOT = new URL('../../fixtures/', import.meta.url).pathname;
/** Normed after every sum: refused as a whole. */
const REFUSED = ['tiny-18-opt350-optimum'];

export const published = (folder: string, file: string): Uint8Array => bytes(`${ROOT}${folder}/onnx/${file}`);

/** The graph as the lab takes it: an embedding of its own in front. */
export function whole(folder: string, file: string): Uint8Array {
  const onnx = published(folder, file);
  return takesEmbeds(onnx) ? join(onnx, published(folder, file.replace('decoder_model_merged', 'embed_tokens'))) : onnx;
}

export const EXPORTS = readdirSync(ROOT)
  .filter((folder) => folder.startsWith('tiny-') && !REFUSED.includes(folder))
  .flatMap((folder) =>
    readdirSync(`${ROOT}${folder}/onnx`)
      .filter((file) => file.endsWith('.onnx') && !file.startsWith('embed_tokens'))
      .map((file) => ({ folder, file })),
  );

/** The weight files of an export; those inside the graph are the graph's own. */
export const filesOf = (folder: string, file: string, { external }: Pick<GraphInfo, 'external'>): Files =>
  new Map(external.map(({ location }) => [location, published(folder, existsSync(`${ROOT}${folder}/onnx/${location}`) ? location : file)]));
