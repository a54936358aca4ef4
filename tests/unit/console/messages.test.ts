/** lab.generate with messages instead of a text. */
import { expect, test, vi } from 'vitest';
import { createLab } from '../../../src/console/console';
import type { Message, SteerRequest } from '../../../src/protocol';
import { fakePage } from '../app/ports';
import { info, row } from '../app/model';

const asked = vi.fn((request: SteerRequest) => Promise.resolve({ rows: request.alphas!.map(() => row('yes')), promptTokens: 3 }));
const page = fakePage({ answers: (kind, request) => (kind === 'generate' ? asked(request) : Promise.resolve(info())) });
page.app.store.setState({ model: { status: 'ready', info: info() } });
const lab = createLab(page.app);
const talk: Message[] = [
  { role: 'system', content: 'Be kind.' },
  { role: 'user', content: 'Help me' },
];

test('they reach the model as they are', async () => {
  await expect(lab.generate(talk)).resolves.toMatchObject([{ alpha: 0, text: 'yes' }]);
  expect(asked.mock.lastCall![0].prompt).toEqual(talk);
  await lab.generate('Help me');
  expect(asked.mock.lastCall![0]).toMatchObject({ prompt: 'Help me', template: false });
});

test.each<[string, unknown, object, string, string]>([
  ['no text', 5, {}, 'bad-input', 'prompt: expected a text, got 5'],
  ['no message', [], {}, 'empty-prompt', 'prompt: there is no message'],
  ['a blank text', ' \n', {}, 'empty-prompt', 'prompt is empty'],
  ['a blank message', [{ role: 'user', content: '' }], {}, 'empty-prompt', 'prompt[0].content is empty'],
  ['half a token to begin with', 'a', { begin: [1.5] }, 'bad-input', 'begin[0]'],
  ['a likely that is no number', 'a', { likely: -1 }, 'bad-input', 'likely'],
  ['another role', [{ role: 'robot', content: 'x' }], {}, 'bad-input', 'prompt[0].role: expected "system" or "user" or "assistant"'],
  ['no content', [{ role: 'user' }], {}, 'bad-input', 'prompt[0].content: expected a text'],
  ['the last is not the user’s', [...talk, { role: 'assistant', content: 'How?' }], {}, 'bad-input', 'prompt[2].role: expected "user"'],
  ['without a template', talk, { template: false }, 'bad-input', 'messages are written in the chat template of the model'],
])('refused: %s', async (_, prompt, o, code, said) => {
  asked.mockClear();
  await expect(lab.generate(prompt as Message[], o)).rejects.toMatchObject({ code, message: expect.stringContaining(said) as string });
  expect(asked).not.toHaveBeenCalled();
});

test('begin and likely reach the model; what was likely comes back', async () => {
  const likely = { pushed: [[{ id: 1, token: 'a', logProb: -1 }]], plain: [[{ id: 2, token: 'b', logProb: -2 }]] };
  asked.mockImplementationOnce(() => Promise.resolve({ rows: [row('yes', { likely })], promptTokens: 3 }));
  expect((await lab.generate('Help me', { begin: [4, 5], likely: 1 }))[0]!.likely).toEqual(likely);
  expect(asked.mock.lastCall![0]).toMatchObject({ begin: [4, 5], likely: 1 });
  expect((await lab.generate('Help me'))[0]!.likely).toBeNull();
  expect(asked.mock.lastCall![0]).toMatchObject({ begin: [], likely: 0 });
});
