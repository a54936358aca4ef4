import { expect, test } from 'vitest';
import { directions } from '../../../src/console/arguments';
import { analyse, capture, evaluate, generate, sweep } from '../../../src/console/options';

test('what is left out is the default; what is right comes back', () => {
  const defaults = { pooling: 'mean', template: false, maxTokens: 512 };
  expect(capture(undefined)).toEqual(defaults);
  expect(capture({ maxTokens: undefined, train: [], controls: true })).toEqual(defaults);
  const { signal } = new AbortController();
  const onProgress = () => undefined;
  expect(capture({ pooling: 'last', template: true, maxTokens: Infinity, signal, onProgress })).toEqual({
    pooling: 'last',
    template: true,
    maxTokens: Infinity,
    signal,
    onProgress,
  });
  expect(capture({ pooling: { last: 8 } })).toEqual({ ...defaults, pooling: 'last-8' });
  expect(capture({ pooling: { last: 1 } })).toEqual({ ...defaults, pooling: 'last' });
  expect(capture({ pooling: 'last-3' })).toEqual({ ...defaults, pooling: 'last-3' });
  expect(capture({ pooling: 'answer', template: true })).toEqual({ ...defaults, pooling: 'answer', template: true });
  expect(evaluate({ controls: true, maxTokens: 4 })).toEqual({ controls: true });
  const sampling = {
    unit: 'raw',
    seed: 1,
    temperature: 0,
    topP: 1,
    repetitionPenalty: 1,
    maxNewTokens: 64,
    template: false,
    begin: [],
    likely: 0,
  };
  expect(generate(undefined)).toEqual(sampling);
  // Out of range is for those to say who use it: bad-sampling, bad-length, and the unit's name.
  const odd = { ...sampling, unit: 'miles', temperature: NaN, topP: 7, maxNewTokens: 0, seed: 2 ** 32 - 1 };
  expect(generate(odd)).toEqual(odd);
});

test.each([
  [() => capture({ pooling: 'max' }), 'bad-pooling', 'No pooling is called "max".'],
  [() => capture({ pooling: 'last-0' }), 'bad-pooling', 'No pooling is called "last-0".'],
  [() => capture({ pooling: { last: 0 } }), 'bad-pooling', 'pooling.last: expected a whole number above 0, got 0'],
  [() => capture({ pooling: { last: 2.5 } }), 'bad-pooling', 'pooling.last: expected a whole number above 0, got 2.5'],
  [
    () => capture({ pooling: 'answer' }),
    'answer-needs-template',
    'The pooling “answer” takes the tokens of the text within its chat template, and template is false.',
  ],
  [() => capture({ maxTokens: -3 }), 'bad-input', 'maxTokens: expected a whole number above 0, got -3'],
  [() => capture({ maxTokens: '512' }), 'bad-input', 'maxTokens: expected a whole number above 0, got "512"'],
  [
    () => capture({ template: 1, signal: 'now' }),
    'bad-input',
    'template: expected true or false, got 1\nsignal: expected an AbortSignal, got "now"',
  ],
  [() => capture({ onProgress: {} }), 'bad-input', 'onProgress: expected a function, got {}'],
  [() => capture(7), 'bad-input', 'options: expected an object, got 7'],
  [() => evaluate({ controls: 'yes' }), 'bad-input', 'controls: expected true or false, got "yes"'],
  [() => generate({ temperature: '0.7' }), 'bad-input', 'temperature: expected a number, got "0.7"'],
  [() => generate({ maxNewTokens: null }), 'bad-input', 'maxNewTokens: expected a number, got null'],
  [() => generate({ seed: 0.5 }), 'bad-input', 'seed: expected a whole number from 0 to 4294967295, got 0.5'],
  [() => generate({ seed: 2 ** 32 + 1 }), 'bad-input', 'seed: expected a whole number from 0 to 4294967295, got 4294967297'],
  [
    () => sweep({ prompts: ['a'], strengths: [1], seeds: [1, -1] }),
    'bad-input',
    'seeds[1]: expected a whole number from 0 to 4294967295, got -1',
  ],
  [() => analyse({ seed: 2 ** 32 }), 'bad-input', 'seed: expected a whole number from 0 to 4294967295, got 4294967296'],
  [() => generate({ unit: 3, template: 'no' }), 'bad-input', 'unit: expected a text, got 3\ntemplate: expected true or false, got "no"'],
] as const)('case %#: what is wrong is said, by the name of the option', (work, code, message) => {
  expect(work).toThrow(expect.objectContaining({ code, message, hint: expect.stringMatching(/\S{3}/) as string }) as Error);
});

test('numbers that come with directions are of each layer', () => {
  const good = { layers: 2, width: 1, data: [1, 2] };
  expect(directions({ ...good, midpoint: [null, 3], norm: null, separation: Float64Array.of(1, 2) }).data).toEqual(Float32Array.of(1, 2));
  expect(() => directions({ ...good, midpoint: [1] })).toThrow(
    'directions.midpoint: expected a list of 2, a number for each layer, got 1 number',
  );
  expect(() => directions(null)).toThrow('directions: expected { layers, width, data: Float32Array of layers × width }, got null');
});
