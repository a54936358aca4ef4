/** Messages as a prompt: written with the model's chat template, counted and answered alike. */
import { beforeAll, expect, test } from 'vitest';
import type { Message, SteerRequest } from '../../../src/protocol';
import { promptIds } from '../../../workers/tokenizer/prompt';
import type * as Generate from '../../../workers/generate/generate';
import type { LoadedModel } from '../../../workers/model/loaded';
import { chatWriter } from '../../../workers/tokenizer/chat-template';
import { loadTiny } from './tiny';

let model: LoadedModel;
let generate: typeof Generate.generate;
const never = new AbortController().signal;
beforeAll(async () => {
  ({ model } = await loadTiny('tiny-llama-builder'));
  ({ generate } = await import('../../../workers/generate/generate'));
});

const TEMPLATE =
  "{% for m in messages %}<{{ m['role'] }}>{{ m['content'] }}{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}";
const talk: readonly Message[] = [
  { role: 'system', content: 'Be kind.' },
  { role: 'user', content: 'Help me' },
  { role: 'assistant', content: 'How?' },
  { role: 'user', content: 'With this' },
];
const request = (over: Partial<SteerRequest>): SteerRequest => ({
  prompt: talk,
  template: true,
  rows: 1,
  steer: new Float32Array(model.graph.layers * model.graph.width),
  seeds: [1],
  read: null,
  temperature: 0,
  topP: 1,
  repetitionPenalty: 1,
  maxNewTokens: 2,
  ...over,
});

test('every message stands in the template, in its order and by its role', () => {
  const write = chatWriter({ name: null, text: TEMPLATE }, {}, {});
  expect(write(talk, true)).toBe('<system>Be kind.<user>Help me<assistant>How?<user>With this<assistant>');
  // One message of a user is what its text is.
  expect(write([talk[1]!], true)).toBe(write('Help me', true));
});

test('the answer goes on from all messages, and their tokens are counted', async () => {
  const ids = promptIds(model, { prompt: talk, template: false });
  expect(ids).toEqual(model.encodeChat(talk, true));
  const { promptTokens } = await generate(model, request({}), () => undefined, never);
  expect(promptTokens).toBe(ids.length);
  const { promptTokens: less } = await generate(model, request({ prompt: talk.slice(1, 2) }), () => undefined, never);
  expect(less).toBe(model.encodeChat('Help me', true).length);
});

test('no messages are an empty prompt; a template that refuses a message says what to leave out', async () => {
  await expect(generate(model, request({ prompt: [] }), () => undefined, never)).rejects.toMatchObject({ code: 'empty-prompt' });
  const strict = chatWriter(
    { name: null, text: "{% if messages[0]['role'] == 'system' %}{{ raise_exception('no system') }}{% endif %}" },
    {},
    {},
  );
  expect(() => strict(talk, true)).toThrow(
    expect.objectContaining({
      code: 'chat-template-failed',
      hint: expect.stringContaining('leave out what it does not take') as string,
    }) as Error,
  );
});
