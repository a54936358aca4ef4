/** What the JSON files beside a model's graph say: its configuration, its tokens, its chat template. */
import type { ModelChoice } from '../../src/protocol';
import { readDescription, readGenai, type Description } from '../files/description';
import { readTokenizer, readTokenizerConfig } from '../files/tokenizer-files';
import { optionalJson, type ModelFiles } from '../files/model-files';
import { tokensOf, type Tokens } from '../tokenizer/tokens';

/** What a load goes by beside the graph. */
export interface JsonFiles extends Description {
  readonly tokens: Tokens;
}

/**
 * Reads them. tokenizer.json comes last: where it is kept here, an earlier load has asked for all the others
 * (workers/files/optional-step.ts). Throws what the readers of workers/files/description.ts and tokenizer-files.ts throw, and
 * `tokenizer-not-understood`.
 */
export async function readJsonFiles(source: ModelFiles, choice: ModelChoice): Promise<JsonFiles> {
  const description = await readDescription(source, choice);
  const generation = await optionalJson(source, 'generation_config.json');
  const settings = await readTokenizerConfig(source, choice);
  const genai = await readGenai(source, generation);
  const tokenizer = await readTokenizer(source, choice);
  return { ...description, tokens: tokensOf({ config: description.config, generation, genai, tokenizer, settings }) };
}
