/**
 * Where a model keeps its parts. The Hub's layout: config.json, onnx/model_q4.onnx, a chat template in tokenizer_config.json or beside it.
 * Exporters (onnxruntime-genai's builder, optimum) write one flat folder with model.onnx, the builder without a config.json.
 */
import { FLAT_GRAPH, graphPath } from '../src/data/graph-path';
import { CHAT_TEMPLATE } from '../src/data/listing';
import type { ModelChoice } from '../src/protocol';
import { configOfGenai, GENAI } from './genai';
import { ifThere, optionalJson, readJson, type ModelFile, type ModelFiles } from './model-files';

/** config.json, or the same said by genai_config.json. Throws what `readJson` throws for config.json where there is neither. */
export async function readConfig(files: ModelFiles): Promise<Record<string, unknown>> {
  const config = await optionalJson(files, 'config.json');
  if (config) return config;
  const genai = await optionalJson(files, GENAI);
  if (genai) return configOfGenai(genai);
  await files.discard('config.json');
  await files.discard(GENAI);
  return readJson(files, 'config.json');
}

/** The graph that was chosen, or the one of a flat folder. Throws what `open` throws for the former where there is neither. */
export async function openGraph(files: ModelFiles, { graph, dtype }: Pick<ModelChoice, 'graph' | 'dtype'>): Promise<{ path: string; file: ModelFile }> {
  const wanted = graph ?? graphPath(dtype);
  if (graph === undefined) {
    for (const path of [wanted, FLAT_GRAPH]) {
      const file = await files.optional(path);
      if (file) return { path, file };
    }
    await files.discard(wanted);
    await files.discard(FLAT_GRAPH);
  }
  return { path: wanted, file: await files.open(wanted) };
}

/** tokenizer_config.json, with the chat template that newer repositories keep in a file of its own (it goes before one inside). */
export async function readTokenizerConfig(files: ModelFiles): Promise<Record<string, unknown>> {
  const config = await readJson(files, 'tokenizer_config.json');
  const template = await ifThere(files, CHAT_TEMPLATE);
  return template ? { ...config, chat_template: await template.blob.text() } : config;
}
