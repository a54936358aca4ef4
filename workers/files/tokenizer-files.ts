/**
 * The files that make a model's tokenizer: tokenizer.json, tokenizer_config.json, and what repositories keep beside them, special tokens
 * and a chat template.
 */
import { CHAT_TEMPLATE, CHAT_TEMPLATE_JSON, CHAT_TEMPLATES, namedTemplate, SPECIAL_TOKENS } from '../../src/hub/listing';
import { chatTemplateOf } from '../tokenizer/chat-template';
import { explaining, type GraphChoice } from './layout';
import { isAbsent, optionalJson, readJson, textOf, wrongFile, type ModelFiles } from './model-files';

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
