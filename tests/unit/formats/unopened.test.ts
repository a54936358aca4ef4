/** Files that the page opens nowhere are told apart from texts that lack something. */
import { expect, test } from 'vitest';
import { decode } from '../../../src/formats/codec';
import { oneOf, text, versioned } from '../../../src/formats/schemas';
import { expectOpened } from '../../../src/formats/unopened';

const opened = (value: unknown) => () => expectOpened(typeof value === 'string' ? value : JSON.stringify(value), 'a.json');

test('the lab’s own of another format, and a model’s, are named; all else is left to who reads it', () => {
  expect(opened({ format: 'eia-lab/other', version: 2 })).toThrow('a.json says that it is “eia-lab/other”: no run file');
  expect(opened({ architectures: ['LlamaForCausalLM'], model_type: 'llama' })).toThrow('a.json is a file of a model');
  for (const value of [
    { format: 'eia-lab/experiment' },
    { format: 'eia-lab/game' },
    { format: 'mine', bos_token_id: 1 },
    [{ a: 1 }],
    null,
    3,
    '{',
  ])
    expect(opened(value)).not.toThrow();
});

test('a file of a later version is said to be one, and what to do', () => {
  const schema = versioned({ format: oneOf('eia-lab/experiment'), version: oneOf(1, 2) }, { name: text });
  const read = (version: unknown) => {
    try {
      return decode(
        schema,
        { format: 'eia-lab/experiment', version, name: 'a' },
        { code: 'experiment-invalid', hint: 'Look.', file: 'r.json' },
      );
    } catch (error) {
      return error;
    }
  };
  expect(read(2)).toMatchObject({ version: 2 });
  expect(read(3)).toMatchObject({
    message: 'r.json: version: expected 1 or 2, got 3',
    hint: 'It comes from a newer version of the lab: load this page anew for its newest version, and open it again.',
  });
  for (const version of [0, '3', null]) expect(read(version)).toMatchObject({ hint: 'Look.' });
});
