/** Text and tokens against transformers' own ids (tests/fixtures/tokens): every kind of tokenizer, settings and classes, chat templates. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { chatWriter } from '../../../workers/chat-template';
import { tokensOf } from '../../../workers/tokens';
import { makeTokenizer } from '../../../workers/tokenizer/tokenizer';

type Json = Record<string, unknown>;
interface Table { ids: number[][]; decoded: Record<string, string> }

const FIXTURES = new URL('../../fixtures/', import.meta.url);
const TOKENS = new URL('tokens/', FIXTURES);
const read = <T = Json>(url: URL): T => JSON.parse(readFileSync(url, 'utf8')) as T;
const files = (folder: URL): [Json, Json] => [read(new URL('tokenizer.json', folder)), read(new URL('tokenizer_config.json', folder))];
const kind = (name: string) => new URL(`${name}/`, TOKENS);
const KINDS = readdirSync(TOKENS).filter((name) => existsSync(new URL(`${name}/ids.json`, TOKENS)));
const { strings } = read<{ strings: string[] }>(new URL('strings.json', TOKENS));

/** The strings, the tokenizer's own added tokens in their places. */
function spelled(json: Json): string[] {
  const added = (json.added_tokens as { content: string }[]).map(({ content }) => content);
  return strings.map((string) => string.replace(/⟦(\d)⟧/g, (_, n: string) => added[Number(n) % added.length]!));
}

function compare(folder: URL, table: Table, config: Json): void {
  const [json, settings] = files(folder);
  const tokenizer = makeTokenizer(json, settings, config);
  const texts = spelled(json);
  expect(table.ids).toHaveLength(texts.length);
  const ids = texts.map((text) => ({ text, ids: tokenizer.encode(text, true) }));
  expect(ids).toEqual(texts.map((text, at) => ({ text, ids: table.ids[at] })));
  expect(texts.map((text, at) => ({ text, decoded: tokenizer.decode(table.ids[at]!) }))).toEqual(texts.map((text, at) => ({ text, decoded: table.decoded[at] ?? text })));
}

describe('ids and texts are those of transformers', () => {
  test.each(KINDS)('%s', (name) => compare(kind(name), read<Table>(new URL('ids.json', kind(name))), {}));
});

test.each([['tiny', new URL('tiny-llama-builder/', FIXTURES)], ['smollm2', new URL('../../public/models/smollm2-135m-instruct/', FIXTURES)]])('%s', (name, folder) => {
  compare(folder, read<Table>(new URL(`${name}.json`, TOKENS)), { model_type: 'llama' });
});

interface Case { of: string; tokenizer?: Json; settings: Json; config?: Json; ids: number[][]; decoded: string[] }
const { texts, cases } = read<{ texts: string[]; cases: Case[] }>(new URL('flags.json', TOKENS));
const group = ({ of, settings, config }: Case): string => `${of}, ${'tokenizer_class' in settings ? ((settings.tokenizer_class as string | null) ?? `no class but config.json's ${JSON.stringify(config)}`) : 'added tokens'}`;

test.each([...new Set(cases.map(group))])('settings: %s', (name) => {
  const got = cases.filter((one) => group(one) === name).map((one) => {
    const [json, settings] = files(kind(one.of));
    const stated = Object.fromEntries(Object.entries({ ...settings, ...one.settings }).filter(([, value]) => value !== null));
    const tokenizer = makeTokenizer({ ...json, ...one.tokenizer }, stated, one.config ?? {});
    return { ...one, ids: texts.map((text) => tokenizer.encode(text, true)), decoded: one.ids.map((ids) => tokenizer.decode(ids)) };
  });
  expect(got).toEqual(cases.filter((one) => group(one) === name));
});

test.each(read<{ chats: { name: string; of: string; template: string; said: { message: string; answer: boolean; text: string; ids: number[] }[] }[] }>(new URL('chat.json', TOKENS)).chats)('chat template: $name', ({ of, template, said }) => {
  const [json, settings] = files(kind(of));
  const write = chatWriter({ name: null, text: template }, settings, {});
  const tokens = tokensOf({ config: {}, generation: null, genai: null, tokenizer: json, settings: { ...settings, chat_template: template } });
  expect(said.map(({ message, answer }) => write(message, answer))).toEqual(said.map(({ text }) => text));
  expect(said.map(({ message, answer }) => tokens.encodeChat(message, answer))).toEqual(said.map(({ ids }) => ids));
});
