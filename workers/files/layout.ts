/**
 * Where a model keeps its graph. The Hub's layout: onnx/model_q4.onnx below a config.json. Exporters (onnxruntime-genai's builder, optimum)
 * write one flat folder with model.onnx, the builder without a config.json.
 */
import { decoderPath, embedPaths, FLAT_GRAPH, graphPath } from '../../src/hub/graph-path';
import { noGraph } from '../../src/hub/listing';
import { LabError } from '../../src/error';
import type { ModelChoice } from '../../src/protocol';
import { isAbsent, type ModelFile, type ModelFiles } from './model-files';
import { t } from '../../src/language/t';

/** What names a graph. */
export type GraphChoice = Pick<ModelChoice, 'graph' | 'dtype' | 'repo'>;

/**
 * The graph that was chosen, or the one of a flat folder. Throws what `open` throws for the former where there is neither, with the
 * graphs there are as far as they are known.
 */
export const openGraph = (files: ModelFiles, choice: GraphChoice): Promise<Opened> => explaining(files, choice, findGraph(files, choice));

async function findGraph(files: ModelFiles, { graph, dtype }: Pick<ModelChoice, 'graph' | 'dtype'>): Promise<Opened> {
  if (graph !== undefined) return openAs(files, graph);
  const [wanted, decoder] = [graphPath(dtype), decoderPath(dtype)];
  for (const elsewhere of [decoder, FLAT_GRAPH]) if (await isFlat(files, wanted, elsewhere)) return openAs(files, elsewhere);
  try {
    return await openAs(files, wanted);
  } catch (error) {
    if (!isAbsent(error)) throw error;
    if (await files.optional(decoder)) return openAs(files, decoder);
    await files.discard(decoder);
    await flatInstead(files, FLAT_GRAPH, error);
  }
  return openAs(files, FLAT_GRAPH);
}

/** A file of the model, with its path. */
export interface Opened {
  path: string;
  file: ModelFile;
}

const openAs = async (files: ModelFiles, path: string): Promise<Opened> => ({ path, file: await files.open(path) });

/** The graph that makes embeddings for a decoder that takes them. Throws `embedding-missing` where there is none beside it. */
export async function openEmbedding(files: ModelFiles, decoder: string): Promise<Opened> {
  const paths = embedPaths(decoder);
  const names = await files.names();
  for (const path of names ? paths.filter((path) => names.includes(path)) : paths) {
    const file = await files.optional(path);
    if (file) return { path, file };
  }
  const missing = `${decoder} takes embeddings (inputs_embeds) instead of tokens, and the graph that makes them is not beside it (${paths[0]}, or of another dtype).`;
  throw new LabError(
    'embedding-missing',
    missing,
    t`Choose the repository or folder that has both: onnx/embed_tokens*.onnx and onnx/decoder_model_merged*.onnx.`,
  );
}

/**
 * Reads, and explains a missing file: a repository that lacks config.json mostly lacks the graph, too, and the graphs it has are said
 * instead.
 */
export async function explaining<T>(files: ModelFiles, choice: GraphChoice | undefined, read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    throw choice ? await explained(files, choice, error) : error;
  }
}

/**
 * Of a file that is missing where the graph is missing, too: which graphs there are. What a list names and a server does not give is the
 * server's trouble.
 */
async function explained(files: ModelFiles, { graph, dtype, repo }: GraphChoice, error: unknown): Promise<unknown> {
  const names = isAbsent(error) ? await files.names() : null;
  const wanted = graph ?? graphPath(dtype);
  return names && !names.includes(wanted) && (graph !== undefined || ![decoderPath(dtype), FLAT_GRAPH].some((path) => names.includes(path)))
    ? noGraph(repo, wanted, names)
    : error;
}

/** Whether this disk has the flat folder's file and not the Hub's: an earlier visit found the model to be flat. */
export const isFlat = async (files: ModelFiles, hubs: string, flat: string): Promise<boolean> =>
  !(await files.has(hubs)) && (await files.has(flat));

/**
 * Fetches the flat folder's file where `error` says that the Hub's is absent. Where both are, throws `error` and removes the note that the
 * flat one is missing.
 */
export async function flatInstead(files: ModelFiles, flat: string, error: unknown): Promise<void> {
  if (!isAbsent(error)) throw error;
  if (await files.optional(flat)) return;
  await files.discard(flat);
  throw error;
}
