/** Which tokens of a message in its chat template are its own, against the places that Hugging Face tokenizers gives (spans.py). */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { frameAround } from '../../../workers/tokenizer/text-span';
import { tokensOf } from '../../../workers/tokenizer/tokens';

type Json = Record<string, unknown>;
interface Chat {
  name: string;
  of: string;
  template: string | null;
  spans: { message: string; ids: number[]; first: number; end: number }[];
}

const TOKENS = new URL('../../fixtures/tokens/', import.meta.url);
const EMBEDDED = new URL('../../../public/models/smollm2-135m-instruct/', import.meta.url);
const read = <T = Json>(url: URL): T => JSON.parse(readFileSync(url, 'utf8')) as T;
const { chats } = read<{ chats: Chat[] }>(new URL('spans.json', TOKENS));

test.each(chats)('$of, template: $name', ({ of, template, spans }) => {
  const folder = of === 'smollm2' ? EMBEDDED : new URL(`${of}/`, TOKENS);
  const settings = read(new URL('tokenizer_config.json', folder));
  const tokens = tokensOf({
    config: {},
    generation: null,
    genai: null,
    tokenizer: read(new URL('tokenizer.json', folder)),
    settings: template === null ? settings : { ...settings, chat_template: template },
  });
  const found = spans.map(({ message }) => ({ message, ids: tokens.encodeChat(message, false), ...tokens.textSpan(message, true) }));
  expect(found).toEqual(spans);
});

test('a frame that depends on the text is told by the text; one that writes another text is not told', () => {
  const longer = (text: string) => `<s>${text.length > 3 ? 'Long: ' : ''}${text.trim()}</s>`;
  expect(frameAround(' help me', longer(' help me'), longer)).toEqual({ before: '<s>Long: ', after: '</s>' });
  const reversed = (text: string) => (text === 'abc' ? 'other' : `<s>${text}</s>`);
  expect(frameAround('abc', reversed('abc'), reversed)).toBeNull();
  const silent = () => 'hello';
  expect(frameAround('abc', silent(), silent)).toBeNull();
});
