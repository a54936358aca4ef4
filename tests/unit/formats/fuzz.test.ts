/**
 * Scenario sets broken at random (seeded): whatever a file holds, it is refused by a LabError of the format, or what comes back is a set
 * that passes again.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LabError } from '../../../src/error';
import { parseChoices } from '../../../src/formats/choices';
import { decodeScenarioSet, parseScenarioSet } from '../../../src/formats/scenario-set';
import { random } from '../../../src/lab/random';

const full = parseScenarioSet(readFileSync('public/scenarios/empathy.json', 'utf8'), 'empathy.json');
const choices = parseChoices(readFileSync('public/scenarios/choices.json', 'utf8'), 'choices.json');
const scenarios = full.scenarios.slice(0, 1);
const ofIt = <T extends { readonly scenario: string }>(items: readonly T[]): T[] =>
  items.filter(({ scenario }) => scenario === scenarios[0]!.id);
const pairs = ofIt(full.pairs);
const small = {
  ...full,
  scenarios,
  pairs: [pairs.find(({ split }) => split === 'train')!, pairs.find(({ split }) => split === 'test')!],
  scored: ofIt(full.scored).slice(0, 2),
  prompts: ofIt(full.prompts),
  items: ofIt(choices.items).slice(-2),
};
const json = JSON.stringify(small);

/** 'fine', or the code by which it was refused; anything else fails the test. */
function outcome(source: string): string {
  try {
    const set = parseScenarioSet(source, 'own.json');
    expect(decodeScenarioSet(set, 'again')).toEqual(set);
    expect(parseScenarioSet(JSON.stringify(set), 'again.json')).toEqual(set);
    expect(Object.getPrototypeOf(set)).toBe(Object.prototype);
    return 'fine';
  } catch (error) {
    expect(error).toBeInstanceOf(LabError);
    const { code, message, hint } = error as LabError;
    expect([code, hint]).toEqual([expect.stringMatching(/^scenario-(invalid|not-json)$/), expect.stringMatching(/\S/)]);
    expect(message.length).toBeLessThan(3000);
    expect(message).not.toMatch(/undefined|\[object|Invalid (type|key|input)/);
    return code;
  }
}

/** Whole numbers from 0 to below n. */
function dice(seed: number): (n: number) => number {
  const uniform = random(seed);
  return (n) => Math.floor(uniform() * n);
}

type Fields = Record<string, unknown>;
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** Every object and list in a value. */
const places = (value: unknown): Fields[] => (isObject(value) ? [value, ...Object.values(value).flatMap(places)] : []);

test('the set that is broken is whole', () => expect(outcome(json)).toBe('fine'));

test('values of every wrong kind, at every place', () => {
  const below = dice(11);
  const strange = (): unknown =>
    [
      null,
      true,
      0,
      -1,
      2.5,
      1e308,
      NaN,
      Infinity,
      '',
      ' ',
      'x',
      'x'.repeat(5000),
      '\ud800',
      [],
      {},
      [[]],
      { id: 'x' },
      [null],
      structuredClone(small),
    ][below(19)];
  const seen = new Set<string>();
  for (let round = 0; round < 3000; round++) {
    const set = structuredClone(small) as unknown;
    for (let changes = 1 + below(3); changes > 0; changes--) {
      const all = places(set);
      const place = all[below(all.length)]!;
      const names = Object.keys(place);
      const name = names[below(names.length)];
      const act = below(5);
      if (name === undefined) continue;
      if (act === 0) Reflect.deleteProperty(place, name);
      else if (act === 1) place[name] = strange();
      else if (act === 2 && Array.isArray(place)) place.push(place[below(place.length)], strange());
      else if (act === 3 && !Array.isArray(place)) place[['id', 'constructor', 'toString', 'length', 'format'][below(5)]!] = strange();
      else Object.defineProperty(place, '__proto__', { value: strange(), enumerable: true, configurable: true, writable: true });
    }
    seen.add(outcome(JSON.stringify(set)));
  }
  expect([...seen].sort()).toEqual(['fine', 'scenario-invalid']);
});

test('texts cut, doubled and swapped anywhere', () => {
  const below = dice(12);
  for (let round = 0; round < 1000; round++) {
    const [from, to] = [below(json.length), below(json.length)].sort((a, b) => a - b) as [number, number];
    const part = json.slice(from, Math.min(to, from + 20));
    outcome(json.slice(0, from) + [part + part, '', '\u0000', '"', '}'][below(5)]! + json.slice(from + part.length));
  }
});

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
test.each([
  ['NaN', json.replace('"version":1', '"version":NaN')],
  ['a number beyond doubles', json.replace('"version":1', '"version":1e999')],
  ['deep lists alone', nested(1e5)],
  ['deep lists for a text', json.replace(JSON.stringify(small.about), () => nested(1e5))],
  ['deep objects for a list', json.replace('"prompts":', `"prompts":${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)},"spare":`)],
  ['fields only in the prototype', `{"__proto__":${json}}`],
  ['a version from the prototype', json.replace('"version":1', '"__proto__":{"version":1}')],
  ['JSON Lines', `{"a":1}\n{"a":2}`],
  ['nothing', ''],
])('%s is refused', (_, source) => expect(outcome(source)).not.toBe('fine'));

test('fields of the prototype of a script’s value are no fields of a set', () => {
  expect(() => decodeScenarioSet(Object.create(small), 'own')).toThrow(LabError);
  expect(Object.hasOwn(Object.prototype, 'version')).toBe(false);
});

test('a file of ten thousand faults and more is told as short as another', () => {
  const many = { ...small, prompts: Array.from({ length: 1e4 }, () => ({ id: 1 })) };
  expect(() => decodeScenarioSet(many, 'own.json')).toThrow(/and 29990 more$/);
});
