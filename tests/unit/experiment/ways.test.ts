/** Which of several ways the settings mean, and what the ways are called. */
import { describe, expect, test } from 'vitest';
import type { ModelStamp } from '../../../src/experiment/stamp';
import type { SweepWay } from '../../../src/experiment/sweep';
import { nearestWay, wayKey, waysOf, type AskedWay, type SetWay } from '../../../src/experiment/ways';
import { wayNames, wayText } from '../../../src/ui/ways/way-text';

const model = { id: 'm', repo: 'them/Model', graphHash: 'graph', device: 'wasm', deviceName: 'WASM (2 threads)' } as ModelStamp;
const sampling = { temperature: 0.7, topP: 1, repetitionPenalty: 1.1, maxNewTokens: 40 };
const way = (over: Partial<AskedWay<SweepWay>> = {}): AskedWay<SweepWay> => ({
  ...{ directions: 'directions-1', band: [1, 2], unit: 'separation', edits: [], template: true, sampling, model },
  ...over,
});
const set = (over: Partial<SetWay> = {}): SetWay => ({
  ...{ band: [1, 2], unit: 'separation', edits: [], template: true, sampling, model: { graphHash: 'graph', device: 'wasm' }, file: null },
  ...over,
});

test('ways of records: each once, as its last record has it and where that stands; a record without a way makes none', () => {
  const [warm, again, plain] = [way(), way({ model: { ...model, deviceName: 'later' } }), way({ template: false })];
  const ways = waysOf([warm, null, plain, again], (one) => one && [wayKey(one), one]);
  expect([...ways]).toEqual([
    [wayKey(plain), plain],
    [wayKey(warm), again],
  ]);
});

describe('the way that the settings mean', () => {
  const warm = way();
  const greedy = way({ sampling: { ...sampling, temperature: 0 } });
  const plain = way({ template: false });
  const short = way({ sampling: { ...sampling, maxNewTokens: 8 } });
  const other = way({ model: { ...model, graphHash: 'another' } });
  const card = way({ model: { ...model, device: 'webgpu' } });
  const raw = way({ unit: 'raw' });
  test.each([
    ['as it is sampled', [warm, greedy], set(), warm],
    ['by its length', [short, warm, greedy], set({ sampling: short.sampling }), short],
    ['by its template', [plain, warm], set({ template: false }), plain],
    ['of the loaded model', [warm, other], set(), warm],
    ['on this device', [warm, card], set(), warm],
    ['of any model where none is loaded', [warm, other, greedy], set({ model: null }), other],
    ['by unit and band, where nothing was sampled so', [warm, raw], set({ sampling: { ...sampling, temperature: 1 } }), warm],
    ['the last, where no unit and band are the same', [warm, raw], set({ band: [0, 0] }), raw],
  ] as const)('%s', (_, ways, wanted, found) => expect(nearestWay(ways, wanted)).toBe(found));
  test('is none where nothing was asked', () => expect(nearestWay([], set())).toBeUndefined());
  test('of choices has no sampling', () => {
    const { directions, band, unit, edits, template } = warm;
    const choice = { directions, band, unit, edits, template, model };
    expect(nearestWay([choice, { ...choice, unit: 'raw' as const }], set({ sampling: greedy.sampling }))).toBe(choice);
    // Of the items in use first, whatever else differs.
    const own = { ...choice, file: 'f', unit: 'raw' as const };
    const ofSet = { ...choice, file: null };
    expect([nearestWay([own, ofSet], set({ file: 'f' })), nearestWay([own, ofSet], set()), nearestWay([own], set())]).toEqual([
      own,
      ofSet,
      own,
    ]);
  });
  test('is told from every other', () => expect(new Set([warm, greedy, plain, short, other, card, raw].map(wayKey)).size).toBe(7));
});

describe('what a way is called', () => {
  test('in full', () =>
    expect(wayText(way(), [])).toBe(
      'α in separations over blocks 1–2, as chat messages, temperature 0.7, top p 1, repetition penalty 1.1, up to 40 tokens, Model on WASM (2 threads)',
    ));
  test('as short as tells it apart', () =>
    expect(wayNames([way(), way({ sampling: { ...sampling, temperature: 0 } }), way({ unit: 'raw' })], [])).toEqual([
      'separations, blocks 1–2 · temperature 0.7',
      'separations, blocks 1–2 · temperature 0',
      'raw units, blocks 1–2',
    ]));
});
