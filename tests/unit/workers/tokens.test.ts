/** Text and tokens against transformers' own ids (tests/fixtures/tokens): every kind of tokenizer, settings and classes, chat templates. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { chatTemplateOf, chatWriter } from '../../../workers/tokenizer/chat-template';
import { openHandedIn } from '../../../workers/files/handed-in';
import { readTokenizerConfig } from '../../../workers/files/tokenizer-files';
import { progress } from '../../../workers/files/progress';
import { tokensOf } from '../../../workers/tokenizer/tokens';
import { NOTHING } from '../../../workers/tokenizer/library';
import { makeTokenizer, partsOf } from '../../../workers/tokenizer/tokenizer';

type Json = Record<string, unknown>;
interface Table {
  ids: number[][];
  decoded: Record<string, string>;
}

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
  expect(texts.map((text, at) => ({ text, decoded: tokenizer.decode(table.ids[at]!) }))).toEqual(
    texts.map((text, at) => ({ text, decoded: table.decoded[at] ?? text })),
  );
}

describe('ids and texts are those of transformers', () => {
  test.each(KINDS)('%s', (name) => compare(kind(name), read<Table>(new URL('ids.json', kind(name))), {}));
});

test.each([
  ['tiny', new URL('tiny-llama-builder/', FIXTURES)],
  ['smollm2', new URL('../../public/models/smollm2-135m-instruct/', FIXTURES)],
])('%s', (name, folder) => {
  compare(folder, read<Table>(new URL(`${name}.json`, TOKENS)), { model_type: 'llama' });
});

interface Case {
  of: string;
  tokenizer?: Json;
  settings: Json;
  config?: Json;
  ids: number[][];
  decoded: string[];
}
const { texts, cases } = read<{ texts: string[]; cases: Case[] }>(new URL('flags.json', TOKENS));
cases.push(...read<{ cases: Case[] }>(new URL('flags-5.json', TOKENS)).cases);
const group = ({ of, settings, config }: Case): string =>
  `${of}, ${'backend' in settings ? 'written by transformers 5: ' : ''}${'tokenizer_class' in settings ? ((settings.tokenizer_class as string | null) ?? `no class but config.json's ${JSON.stringify(config)}`) : 'added tokens'}`;

test.each([...new Set(cases.map(group))])('settings: %s', (name) => {
  const got = cases
    .filter((one) => group(one) === name)
    .map((one) => {
      const [json, settings] = files(kind(one.of));
      const stated = Object.fromEntries(Object.entries({ ...settings, ...one.settings }).filter(([, value]) => value !== null));
      const tokenizer = makeTokenizer({ ...json, ...one.tokenizer }, stated, one.config ?? {});
      return { ...one, ids: texts.map((text) => tokenizer.encode(text, true)), decoded: one.ids.map((ids) => tokenizer.decode(ids)) };
    });
  expect(got).toEqual(cases.filter((one) => group(one) === name));
});

test('of several chat templates an empty one is none', () => {
  expect(
    chatTemplateOf([
      { name: 'a', template: ' ' },
      { name: 'b', template: 'B' },
    ]),
  ).toEqual({ name: 'b', text: 'B' });
  expect(chatTemplateOf({ default: '' })).toBeNull();
});

const prefix = read<{ texts: string[]; cases: { transformers: string; file: boolean; settings: Json; ids: number[][] }[] }>(
  new URL('prefix.json', TOKENS),
);
test.each(prefix.cases)(
  'a space before the text: transformers $transformers, tokenizer.json $file, settings $settings',
  ({ file, settings, ids }) => {
    const json = read(new URL('tiny-18-llama-builder/tokenizer.json', FIXTURES));
    const tokenizer = makeTokenizer({ ...json, pre_tokenizer: { ...(json.pre_tokenizer as Json), add_prefix_space: file } }, settings, {});
    expect(prefix.texts.map((text) => tokenizer.encode(text, true))).toEqual(ids);
  },
);

test.each(
  read<{
    chats: { name: string; of: string; template: string; said: { message: string; answer: boolean; text: string; ids: number[] }[] }[];
  }>(new URL('chat.json', TOKENS)).chats,
)('chat template: $name', ({ of, template, said }) => {
  const [json, settings] = files(kind(of));
  const write = chatWriter({ name: null, text: template }, settings, {});
  const tokens = tokensOf({
    config: {},
    generation: null,
    genai: null,
    tokenizer: json,
    settings: { ...settings, chat_template: template },
  });
  expect(said.map(({ message, answer }) => write(message, answer))).toEqual(said.map(({ text }) => text));
  expect(said.map(({ message, answer }) => tokens.encodeChat(message, answer))).toEqual(said.map(({ ids }) => ids));
});

describe("what Python's Jinja writes otherwise than transformers.js'", () => {
  const jinja = read<{
    strips: { template: string; said: [message: string, text: string][] }[];
    dates: { format: string; said: [date: [number, number, number, number, number, number], text: string][] }[];
  }>(new URL('jinja.json', TOKENS));
  const writer = (text: string, now?: () => Date) => chatWriter({ name: null, text }, {}, {}, now);
  test.each(jinja.strips)('$template', ({ template, said }) => {
    const write = writer(template);
    expect(said.map(([message]) => [message, write(message, false)])).toEqual(said);
  });
  test.each(jinja.dates)('the date as $format, whatever language the browser speaks', ({ format, said }) => {
    const spoken = vi.spyOn(Intl, 'DateTimeFormat').mockImplementation(function () {
      throw new Error('the language was asked for');
    });
    const template = `{% if strftime_now is defined %}{{ strftime_now('${format}') }}{% endif %}`;
    expect(
      said.map(([date]) => [date, writer(template, () => new Date(date[0], date[1] - 1, date[2], date[3], date[4], date[5]))('', false)]),
    ).toEqual(said);
    spoken.mockRestore();
  });
  test('the format of the date by its name', () => {
    expect(writer("{{ strftime_now(format='%Y') }}", () => new Date(2026, 0, 5))('', false)).toBe('2026');
    expect(writer("{{ strftime_now('%s') }}", () => new Date(5000))('', false)).toBe('5');
  });
  test.each([
    ["{{ strftime_now('%Q') }}", '%Q'],
    ["{{ strftime_now('%Ey') }}", '%E'],
    ["{{ 'a'.split('') }}", 'separator'],
    ['{{ messages | trim }}', 'take a text'],
    ['{{ none | trim }}', 'take a text'],
  ])('%s is refused', (template, why) => {
    expect(() => writer(template)('', false)).toThrow(
      expect.objectContaining({ code: 'chat-template-failed', message: expect.stringContaining(why) as string }) as Error,
    );
  });
});

const named = read<{
  template: string;
  texts: string[];
  cases: { of: string; settings: Json; map: Json | null; config: Json; ids: number[][]; chat: string }[];
}>(new URL('named.json', TOKENS));
test.each(named.cases)(
  'names of tokens, $of: special_tokens_map.json $map beside $settings, config $config',
  async ({ of, settings: over, map, config, ids, chat }) => {
    const [json, own] = files(kind(of));
    const stated = Object.fromEntries(Object.entries({ ...own, ...over }).filter(([, value]) => value !== null));
    const local = Object.entries({ 'tokenizer_config.json': stated, ...(map ? { 'special_tokens_map.json': map } : {}) }).map(
      ([path, value]) => ({ path, file: new Blob([JSON.stringify(value)]) }),
    );
    const settings = await readTokenizerConfig(
      openHandedIn(
        local,
        progress(
          () => undefined,
          () => 0,
        ),
      ),
    );
    const tokenizer = makeTokenizer(json, settings, config);
    expect(named.texts.map((text) => tokenizer.encode(text, true))).toEqual(ids);
    expect(chatWriter({ name: null, text: named.template }, settings, config)('help me', false)).toBe(chat);
  },
);

test("every fixture's tokenizer is one that has a table", () => {
  const known = files(new URL('tiny-llama-builder/', FIXTURES));
  for (const folder of readdirSync(FIXTURES).filter((name) => existsSync(new URL(`${name}/tokenizer.json`, FIXTURES))))
    expect([folder, files(new URL(`${folder}/`, FIXTURES))]).toEqual([folder, known]);
});

test('ids that no token has are passed over; nothing decodes to nothing; half a character is said so', () => {
  for (const name of KINDS) expect(makeTokenizer(...files(kind(name)), {}).decode([99_999, -1])).toBe('');
  const { encode, decode } = makeTokenizer(...files(kind('llama3')), {});
  const ids = encode('☃', false);
  expect([decode([]), decode(ids), decode(ids.slice(0, 2))]).toEqual(['', '☃', '\ufffd']);
});

test('an added token may be written in any characters', () => {
  const [json, settings] = files(kind('llama3'));
  const names = Array.from({ length: 94 }, (_, i) => `<a${String.fromCharCode(33 + i)}b>`);
  const tokenizer = makeTokenizer(json, { ...settings, additional_special_tokens: names }, {});
  expect(names.map((name) => tokenizer.encode(name, false))).toEqual(names.map((_, i) => [427 + i]));
});

describe('what cannot be used is refused by name', () => {
  const [json, settings] = files(kind('llama2'));
  test.each([
    ['a model of another kind', { model: { type: 'Runes' } }, {}, 'Runes'],
    ['a part of another kind', { pre_tokenizer: { type: 'UnicodeScripts' } }, {}, 'UnicodeScripts'],
    [
      'a pattern that is none',
      { pre_tokenizer: { type: 'Split', pattern: { Regex: '(' }, behavior: 'Isolated' } },
      {},
      'Invalid regular expression',
    ],
    ['a post-processor of another kind', { post_processor: { type: 'Frames' } }, { tokenizer_class: 'PreTrainedTokenizerFast' }, 'Frames'],
    [
      'a post-processor with a token that is not there',
      {
        post_processor: {
          type: 'TemplateProcessing',
          single: [{ SpecialToken: { id: '<x>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
          special_tokens: {},
        },
      },
      { tokenizer_class: 'PreTrainedTokenizerFast' },
      '<x>',
    ],
    [
      'a beginning without a token for it',
      {},
      { tokenizer_class: 'LlamaTokenizer', add_bos_token: true, bos_token: null },
      'add_bos_token',
    ],
    [
      'a normalisation that is cut short',
      { normalizer: { type: 'Precompiled', precompiled_charsmap: 'AAAA' } },
      {},
      'precompiled_charsmap',
    ],
    ['marks inside words', { model: { ...(json.model as Json), continuing_subword_prefix: '@@' } }, {}, 'continuing_subword_prefix'],
  ])('%s', (_, other, over, named) => {
    expect(() => makeTokenizer({ ...json, ...other }, { ...settings, ...over }, {})).toThrow(
      expect.objectContaining({
        code: 'tokenizer-not-understood',
        message: expect.stringContaining(named) as string,
        hint: expect.stringMatching(/\S/) as string,
      }) as Error,
    );
  });

  test('a token that the tokenizer has and the model has not', () => {
    const tokens = tokensOf({
      config: { vocab_size: 420 },
      generation: null,
      genai: null,
      tokenizer: files(kind('llama3'))[0],
      settings: files(kind('llama3'))[1],
    });
    expect(tokens.encode('a door')).toHaveLength(5);
    expect(() => tokens.encode('a <|left|> door')).toThrow(
      expect.objectContaining({ code: 'token-beyond-model', message: expect.stringMatching(/<\|left\|>.*420/) as string }) as Error,
    );
  });
});

describe('each part is that of Hugging Face tokenizers', () => {
  interface Parted<T> {
    part: Json;
    said: T[];
  }
  const table = read<{ strings: string[]; normalizer: Parted<string>[]; pre_tokenizer: Parted<string[]>[] }>(new URL('parts.json', TOKENS));
  const named = <T>(all: Parted<T>[]) => all.map((one) => [JSON.stringify(one.part), one] as const);
  const against = (said: unknown[]) => table.strings.map((string, at) => ({ string, said: said[at] }));

  test.each(named(table.normalizer))('%s', (_, { part, said }) => {
    const { normalize } = partsOf({ ...NOTHING, normalizer: part });
    expect(against(table.strings.map(normalize))).toEqual(against(said));
  });
  test.each(named(table.pre_tokenizer))('%s', (_, { part, said }) => {
    const { split } = partsOf({ ...NOTHING, pre_tokenizer: part });
    expect(against(table.strings.map((string) => split(string, true)))).toEqual(against(said));
  });
});
