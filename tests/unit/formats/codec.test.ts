/** The kit of the codecs: what it says of wrong values, and that nothing it is given makes it throw anything else. */
import * as v from 'valibot';
import { expect, expectTypeOf, test } from 'vitest';
import { LabError } from '../../../src/error';
import { decode, type Told } from '../../../src/formats/codec';
import {
  also,
  versioned,
  finite,
  flag,
  inside,
  is,
  list,
  listWithIds,
  nonEmptyText,
  oneOf,
  positive,
  record,
  text,
  whole,
} from '../../../src/formats/schemas';
import { shown } from '../../../src/formats/shown';

const told = { code: 'bad-input', hint: 'Mend it.' } as const;
function problems(schema: v.GenericSchema, value: unknown, more: Partial<Told> = {}): string[] {
  try {
    decode(schema, value, { ...told, ...more });
  } catch (error) {
    if (error instanceof LabError && error.code === 'bad-input' && error.hint === 'Mend it.') return error.message.split('\n');
    throw error;
  }
  return [];
}

const run = record({
  name: text,
  directions: record({ layers: positive, data: is<Float32Array>('4 numbers', (x) => x instanceof Float32Array && x.length === 4) }),
  pairs: listWithIds('pairs', record({ id: nonEmptyText, split: oneOf('train', 'test'), positive: nonEmptyText })),
  band: list(whole),
  kept: v.exactOptional(flag),
  low: v.nullable(finite),
});
const good = {
  name: '',
  directions: { layers: 1, data: new Float32Array(4) },
  pairs: [{ id: 'a', split: 'train', positive: 'x' }],
  band: [0, 3],
  low: null,
};

test('what is right comes back, with the type of its schema and without fields that it does not know', () => {
  const back = decode(run, { ...good, more: 1 }, told);
  expect(back).toEqual(good);
  expectTypeOf(back.pairs[0]!.split).toEqualTypeOf<'train' | 'test'>();
  expectTypeOf(back.band).toEqualTypeOf<readonly number[]>();
  expectTypeOf(back.kept).toEqualTypeOf<boolean | undefined>();
});

test.each<[Record<string, unknown>, string]>([
  [{ name: 7 }, 'name: expected a text, got 7'],
  [{ name: undefined }, 'name: expected a text, got nothing'],
  [{ directions: [] }, 'directions: expected an object, got []'],
  [{ directions: { layers: 1, data: new Float32Array(3) } }, 'directions.data: expected 4 numbers, got a Float32Array of 3'],
  [{ directions: { layers: 0, data: good.directions.data } }, 'directions.layers: expected a whole number above 0, got 0'],
  [{ pairs: 'x' }, 'pairs: expected a list, got "x"'],
  [{ pairs: [...good.pairs, { id: 'b', split: 'test' }] }, 'pairs[1].positive: expected a non-empty text, got nothing'],
  [{ pairs: [{ ...good.pairs[0], split: 'dev' }] }, 'pairs[0].split: expected "train" or "test", got "dev"'],
  [{ pairs: [...good.pairs, ...good.pairs] }, 'pairs[1].id: expected an id of its own (pairs[0] has it too), got "a"'],
  [{ band: 1 }, 'band: expected a list, got 1'],
  [{ band: [1, -1] }, 'band[1]: expected a whole number of at least 0, got -1'],
  [{ kept: 'yes' }, 'kept: expected true or false, got "yes"'],
  [{ low: NaN }, 'low: expected a number, got NaN'],
])('%o', (change, message) => {
  const value: Record<string, unknown> = { ...good, ...change };
  expect(problems(run, value)).toEqual([message]);
  // A field that is missing is told as one that is undefined.
  expect(problems(run, Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)))).toEqual([message]);
});

test('the file stands first, the path of the value before those inside it, and the rest is counted', () => {
  const texts = list(text);
  expect(problems(texts, ['a', 1, 2, 3], { file: 'own.json', at: 'texts', most: 2 })).toEqual([
    'own.json: texts[1]: expected a text, got 1',
    'texts[2]: expected a text, got 2',
    'and 1 more',
  ]);
  expect(problems(texts, undefined, { at: 'texts', absent: 'undefined' })).toEqual(['texts: expected a list, got undefined']);
  expect(problems(run, null)).toEqual(['file: expected an object, got null']);
  expect(problems(run, undefined, { whole: 'options' })).toEqual(['options: expected an object, got nothing']);
});

test('of another format the rest is not looked at; what fields say of each other is named beside what is wrong by itself', () => {
  const file = versioned({ format: oneOf('eia-lab/odd'), version: oneOf(1) }, { a: text, b: text });
  expect(problems(file, { format: 'csv' })).toEqual(['format: expected "eia-lab/odd", got "csv"', 'version: expected 1, got nothing']);
  expect(problems(file, { format: 'eia-lab/odd', version: 1, a: '' })).toEqual(['b: expected a text, got nothing']);
  expect(decode(file, { format: 'eia-lab/odd', version: 1, a: '', b: 'b', c: 1 }, told)).toEqual({
    format: 'eia-lab/odd',
    version: 1,
    a: '',
    b: 'b',
  });
  const twins = v.pipe(
    record({ a: text, b: text, c: text }),
    also((value, report) => {
      if (inside(value, ['a']) === inside(value, ['b'])) report(['b'], 'another text than a');
      report([], 'an odd thing', 'an even one');
    }),
  );
  expect(problems(twins, { a: 'x', b: 'x' })).toEqual([
    'c: expected a text, got nothing',
    'b: expected another text than a, got "x"',
    'file: expected an odd thing, got an even one',
  ]);
});

test('a value is shown short, whatever it is', () => {
  let deep: unknown = 1;
  for (let i = 0; i < 1e5; i++) deep = [deep];
  const ring: Record<string, unknown> = {};
  ring['ring'] = ring;
  expect(shown(deep)).toBe('[[[[…]]]]');
  expect(shown(ring)).toBe('{"ring": {"ring": {"ring": {…}}}}');
  expect([NaN, -0, 10n, Symbol('s'), () => 1, 'x'.repeat(99), [1, 2, 3, 4], Object.create(null)].map((one) => shown(one))).toEqual([
    'NaN',
    '0',
    '10',
    'Symbol(s)',
    'a function',
    `"${'x'.repeat(56)}…`,
    '[1, 2, 3, …]',
    '{}',
  ]);
});
