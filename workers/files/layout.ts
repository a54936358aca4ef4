/**
 * Where a model keeps its parts. The Hub's layout: config.json, onnx/model_q4.onnx, a chat template in tokenizer_config.json or beside it.
 * Exporters (onnxruntime-genai's builder, optimum) write one flat folder with model.onnx, the builder without a config.json.
 */
import { decoderPath, embedPaths, FLAT_GRAPH, graphPath } from '../../src/hub/graph-path';
import { CHAT_TEMPLATE, CHAT_TEMPLATE_JSON, CHAT_TEMPLATES, namedTemplate, noGraph, SPECIAL_TOKENS } from '../../src/hub/listing';
import { LabError } from '../../src/error';
import { hintsOf, type Hints } from '../../src/graph/hints';
import type { ModelChoice } from '../../src/protocol';
import { chatTemplateOf } from '../tokenizer/chat-template';
import { configOfGenai, GENAI } from './genai';
import { isAbsent, optionalJson, readJson, textOf, wrongFile, type ModelFile, type ModelFiles } from './model-files';

/** What the files say of the model beside its graph. */
export interface Description {
  /** config.json, or the same said by genai_config.json; {} where there is neither (`optionalDescription`). */
  config: Record<string, unknown>;
  /** What config.json says of the graph; genai_config.json fills in what config.json leaves open. */
  hints: Hints;
  /** `config` is the model's own config.json. */
  own: boolean;
}

/**
 * For a load. Throws what `readJson` throws for config.json where there is neither; where the graph of `choice` is not there either, what
 * `openGraph` throws.
 */
export const readDescription = (files: ModelFiles, choice?: GraphChoice): Promise<Description> =>
  explaining(files, choice, describe(files));

/** The same for an inspection, which works without: an empty description where neither file exists. */
export async function optionalDescription(files: ModelFiles): Promise<Description> {
  try {
    return await describe(files);
  } catch (error) {
    if (!isAbsent(error)) throw error;
    return { config: {}, hints: {}, own: false };
  }
}

/**
 * Reads, and explains a missing file: a repository that lacks config.json mostly lacks the graph, too, and the graphs it has are said
 * instead.
 */
async function explaining<T>(files: ModelFiles, choice: GraphChoice | undefined, read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    throw choice ? await explained(files, choice, error) : error;
  }
}

async function describe(files: ModelFiles): Promise<Description> {
  if (!(await isFlat(files, 'config.json', GENAI))) {
    try {
      const config = await readJson(files, 'config.json');
      if (!('model_type' in config || 'architectures' in config)) await wrongFile(files, 'config.json', 'names no model_type');
      return { config, hints: await filled(files, hintsOf(config)), own: true };
    } catch (error) {
      await other(files, GENAI, error);
    }
  }
  const genai = await readJson(files, GENAI);
  const config =
    typeof genai.model === 'object' && genai.model ? configOfGenai(genai) : await wrongFile(files, GENAI, 'describes no model');
  return { config, hints: hintsOf(config), own: false };
}

/** The hints, with those of genai_config.json where config.json leaves one open and the other lies there. */
async function filled(files: ModelFiles, hints: Hints): Promise<Hints> {
  if (hints.width !== undefined && hints.layers !== undefined && hints.headSize !== undefined) return hints;
  const genai = await optionalJson(files, GENAI);
  const more = genai ? hintsOf(configOfGenai(genai)) : {};
  return { width: hints.width ?? more.width, layers: hints.layers ?? more.layers, headSize: hints.headSize ?? more.headSize };
}

/**
 * What genai_config.json says of the model beside a config.json, in the latter's words: asked for where it lies here, or where no
 * generation_config.json says how an answer ends.
 */
export async function readGenai(files: ModelFiles, generation: unknown): Promise<Record<string, unknown> | null> {
  const genai = generation === null || (await files.has(GENAI)) ? await optionalJson(files, GENAI) : null;
  return genai && configOfGenai(genai);
}

/**
 * The graph that was chosen, or the one of a flat folder. Throws what `open` throws for the former where there is neither, with the
 * graphs there are as far as they are known.
 */
export const openGraph = (files: ModelFiles, choice: GraphChoice): Promise<Opened> => explaining(files, choice, findGraph(files, choice));

type GraphChoice = Pick<ModelChoice, 'graph' | 'dtype' | 'repo'>;

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
    await other(files, FLAT_GRAPH, error);
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
    'Choose the repository or folder that has both: onnx/embed_tokens*.onnx and onnx/decoder_model_merged*.onnx.',
  );
}

/** Whether this disk has the flat folder's file and not the Hub's: an earlier visit found the model to be flat. */
const isFlat = async (files: ModelFiles, hubs: string, flat: string): Promise<boolean> =>
  !(await files.has(hubs)) && (await files.has(flat));

/**
 * Fetches the flat folder's file where `error` says that the Hub's is absent. Where both are, throws `error` and removes the note that the
 * flat one is missing.
 */
async function other(files: ModelFiles, flat: string, error: unknown): Promise<void> {
  if (!isAbsent(error)) throw error;
  if (await files.optional(flat)) return;
  await files.discard(flat);
  throw error;
}

/** tokenizer.json. Throws what `readJson` throws; where the graph of `choice` is not there either, what `openGraph` throws. */
export async function readTokenizer(files: ModelFiles, choice?: GraphChoice): Promise<Record<string, unknown>> {
  const json = await explaining(files, choice, readJson(files, 'tokenizer.json'));
  return typeof json.model === 'object' && json.model ? json : wrongFile(files, 'tokenizer.json', 'holds no tokenizer model');
}

/**
 * tokenizer_config.json, with what older repositories say of it in special_tokens_map.json, and with the chat template that newer ones keep
 * in a file of its own (it goes before one inside), of several in a folder the one called "default", else the first, or else in the JSON
 * file that others have for it.
 */
export async function readTokenizerConfig(files: ModelFiles, choice?: GraphChoice): Promise<Record<string, unknown>> {
  const config = await withSpecialTokens(files, await explaining(files, choice, readJson(files, 'tokenizer_config.json')));
  const alone = await templateIn(files, CHAT_TEMPLATE);
  if (alone !== null) return { ...config, chat_template: alone };
  // As transformers 5.24 does: one of these goes before one in tokenizer_config.json, too.
  const named = namedTemplate(await files.within(CHAT_TEMPLATES));
  const template =
    named === null
      ? null
      : await templateIn(files, `${CHAT_TEMPLATES}/${named}`).catch((error: unknown) => {
          // One that cannot be a template ends no load where the model has another.
          if (isAbsent(error) && chatTemplateOf(config.chat_template)) return null;
          throw error;
        });
  if (template !== null) return { ...config, chat_template: [{ name: named!.replace(/\.jinja$/, ''), template }] };
  if (chatTemplateOf(config.chat_template)) return config;
  const other = await optionalJson(files, CHAT_TEMPLATE_JSON);
  if (other && !chatTemplateOf(other.chat_template)) return wrongFile(files, CHAT_TEMPLATE_JSON, 'holds no chat_template');
  return other ? { ...config, chat_template: other.chat_template } : config;
}

/** A template in a file of its own; null where there is no such file. */
async function templateIn(files: ModelFiles, path: string): Promise<string | null> {
  const found = await files.optional(path);
  if (!found) return null;
  const text = await textOf(files, path, found.blob);
  // transformers takes a byte order mark for a part of the template, and writes it.
  const marked = new Uint8Array(await found.blob.slice(0, 3).arrayBuffer()).join() === '239,187,191';
  const template = marked ? `\uFEFF${text}` : text;
  if (text.trim() === '') return wrongFile(files, path, 'is empty');
  return isJson(text) ? wrongFile(files, path, `is no template: ${template.slice(0, 60)}`) : template;
}

/**
 * As transformers reads it: special_tokens_map.json goes before tokenizer_config.json, but counts only where that one has no
 * `added_tokens_decoder`. Lists are put together.
 */
async function withSpecialTokens(files: ModelFiles, config: Record<string, unknown>): Promise<Record<string, unknown>> {
  if ('added_tokens_decoder' in config) return config;
  const map = await optionalJson(files, SPECIAL_TOKENS);
  const lists = Object.entries(map ?? {}).flatMap(([key, value]) =>
    Array.isArray(value) && Array.isArray(config[key]) ? [[key, [...(config[key] as unknown[]), ...(value as unknown[])]]] : [],
  );
  return { ...config, ...map, ...Object.fromEntries(lists) };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
