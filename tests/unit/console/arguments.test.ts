import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { alphas, aText, band, directions, pairs, splitPairs, texts } from '../../../src/console/arguments';
import { streamEdits } from '../../../src/console/edits';
import * as options from '../../../src/console/options';

const NONE: Parameters<typeof streamEdits>[2] = { model: { status: 'none' } };
const good = { layers: 2, width: 3, data: new Float32Array(6) };

test('what is right comes back as it was', () => {
  expect(aText('', 'prompt')).toBe('');
  expect(texts(['a', 'b'])).toEqual(['a', 'b']);
  expect(pairs([{ positive: 'a', negative: 'b' }])).toEqual([{ positive: 'a', negative: 'b' }]);
  expect(directions(good)).toEqual(good);
  expect(directions({ ...good, data: [0, 0, 0, 0, 0, 0], separation: [1, 2] })).toEqual({ ...good, separation: [1, 2] });
  expect([band(undefined, 30), band(4, 30), band([2, 5], 30)]).toEqual([
    [10, 19],
    [4, 4],
    [2, 5],
  ]);
  expect(alphas([0, -8, 8])).toEqual([0, -8, 8]);
});

test.each([
  [() => aText(undefined, 'text'), 'bad-input', 'text: expected a text, got undefined'],
  [() => texts('one text'), 'bad-input', 'texts: expected a list of texts, got "one text"'],
  [() => texts(['a', 7]), 'bad-input', 'texts[1]: expected a text, got 7'],
  [() => pairs(undefined), 'empty-pairs', 'got undefined'],
  [() => pairs([]), 'empty-pairs', 'got []'],
  [() => pairs([null]), 'one-sided-pair', 'pairs[0].positive is missing'],
  [() => pairs([{ positive: 'a', negative: ' ' }]), 'one-sided-pair', 'pairs[0].negative is empty'],
  [() => directions(undefined), 'bad-directions', 'got undefined'],
  [() => directions({ ...good, data: new Float32Array(5) }), 'bad-directions', 'got 2 × 3 and 5 numbers'],
  [() => directions({ ...good, data: ['a', 0, 0, 0, 0, 0] }), 'bad-directions', 'got 2 × 3 and ["a", 0, 0, …]'],
  [() => band(99, 30), 'invalid-input', 'within 0..29, got [99, 99]'],
  [() => band([5, 2], 30), 'invalid-input', 'got [5, 2]'],
  [() => alphas([NaN]), 'bad-input', 'got [NaN]'],
  [() => alphas(3), 'bad-input', 'got 3'],
  [() => alphas([]), 'no-alphas', 'alphas is empty'],
] as const)('case %#: what is wrong is said', (work, code, message) => {
  expect(work).toThrow(
    expect.objectContaining({
      code,
      message: expect.stringContaining(message) as string,
      hint: expect.stringMatching(/\S{3}/) as string,
    }) as Error,
  );
});

test('an optional field that is there as undefined is one that is left out', () => {
  const sides = { positive: 'a', negative: 'b' };
  expect(splitPairs([{ ...sides, group: undefined, split: undefined }])).toEqual([sides]);
  const edit = { op: 'ablate', directions: good } as const;
  const none = { band: undefined, amount: undefined, unit: undefined, when: undefined } as object;
  expect(streamEdits([{ ...edit, ...none }], { layers: 2, width: 3 }, NONE)).toEqual(streamEdits([edit], { layers: 2, width: 3 }, NONE));
  const needed = { prompts: ['a'], strengths: [1], layer: 1 };
  for (const [name, of] of Object.entries(options)) {
    const plain = of(needed);
    const unsaid = Object.fromEntries(
      [...Object.keys(plain), 'signal', 'onProgress', 'onToken', 'validation', 'asking'].map((key) => [key, undefined]),
    );
    expect(of({ ...unsaid, ...needed }), name).toEqual(plain);
  }
  const exact = readdirSync('src/console').filter((file) => readFileSync(`src/console/${file}`, 'utf8').includes('exactOptional'));
  expect(exact).toEqual([]);
});
