/** Every dose chart on another axis: choices, ratings, the bands of a sweep; and what a norm is of. */
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { damageKnown } from '../../../src/experiment/damage-known';
import type { Answer } from '../../../src/experiment/answer';
import type { DamageRecord } from '../../../src/experiment/damage';
import type { PushKind } from '../../../src/experiment/ratings-asked';
import type { Directions } from '../../../src/lab/direction';
import type { SweepReport } from '../../../src/lab/report/sweep';
import { placed, plotOf, type Lines } from '../../../src/ui/choices/plot';
import { axisSaid, doseOf } from '../../../src/ui/dose/axis';
import { DoseChoice } from '../../../src/ui/dose/DoseChoice';
import { normText } from '../../../src/ui/dose/norm-text';
import { ratedDose } from '../../../src/ui/rating/rated-dose';
import { BAND_COLUMNS, bandRows, bandTable } from '../../../src/ui/sweep/bands';
import { BandStrips, stripsHeight } from '../../../src/ui/sweep/BandStrips';

const directions: Directions = { layers: 2, width: 1, data: Float32Array.of(1, 1), separation: [2, 4], midpoint: [0, 0], norm: [10, 20] };
const dosed = { directions, band: [1, 1], unit: 'separation' } as const;
const record = (amount: number, kl: number[], over: Partial<DamageRecord> = {}): DamageRecord =>
  ({
    model: { id: 'm', graphHash: 'graph' },
    answer: 'plain',
    edits: [{ op: 'add', directions: 'd', band: [1, 1], amount, unit: 'separation', when: 'all' }],
    kl,
    ...over,
  }) as DamageRecord;
const random = { control: { kind: 'random', seed: 1, turned: true } } as const;
const measured = [record(3, [0.5, 1.5]), record(-3, [2]), record(3, [0.25], random), record(3, [0.75], random)];
const sampling = { temperature: 0, topP: 1, repetitionPenalty: 1, maxNewTokens: 8 };
/** At whose tokens it was measured. */
const plain = (id: string, over: Partial<Answer> = {}): Answer =>
  ({
    ...{ id, messages: [{ role: 'user', content: 'prompt' }], template: true, sampling, seed: 1, tokens: [1, 2] },
    edits: [{ op: 'add', directions: 'd', band: [1, 1], amount: 0, unit: 'separation', when: 'all' }],
    ...{
      model: { id: 'm', stamp: { graphHash: 'graph', device: 'wasm' } },
      reads: { directions: 'd' },
      ending: { kind: 'stopped-itself' },
    },
    ...over,
  }) as unknown as Answer;
const answers = [plain('plain'), plain('warm', { sampling: { ...sampling, temperature: 1 } }), plain('text', { template: false })];
const along = {
  directions: 'd',
  band: [1, 1],
  unit: 'separation',
  edits: [],
  isModel: ({ graphHash }: { graphHash: string }) => graphHash === 'graph',
} as const;

describe('damage that is known', () => {
  const at = damageKnown({ answers, damages: measured }, along);
  test('is that of the push by its strength, and of random directions by their size', () =>
    expect([at(3, null), at(-3, null), at(3, 'random'), at(-3, 'random'), at(1, null), at(3, 'shuffled')]).toEqual([
      1,
      2,
      0.5,
      0.5,
      NaN,
      NaN,
    ]));
  test('of another band, unit, model or profile is none of it', () => {
    const [edit] = record(3, []).edits;
    for (const other of [{ band: [0, 1] as [number, number] }, { unit: 'raw' as const }, { profile: [1] }])
      expect(damageKnown({ answers, damages: [record(3, [1], { edits: [{ ...edit!, ...other }] })] }, along)(3, null)).toBeNaN();
    expect(damageKnown({ answers, damages: measured }, { ...along, isModel: () => false })(3, null)).toBeNaN();
  });
  test('at answers that were written another way is never taken together with it', () => {
    const damages = [...measured, record(3, [9], { answer: 'warm' }), record(3, [7], { answer: 'text' })];
    const of = (over: object) => damageKnown({ answers, damages }, { ...along, ...over })(3, null);
    expect([of({ template: true, sampling }), of({ template: true, sampling: { ...sampling, temperature: 1 } })]).toEqual([1, 9]);
    expect([of({ template: false }), of({ template: true })]).toEqual([7, 9]);
    // Where nobody says how, the way in which that strength was measured last is taken.
    expect([of({}), of({ sampling })]).toEqual([7, 7]);
    expect(damageKnown({ answers, damages }, along)(-3, null)).toBe(2);
    expect(damageKnown({ answers: [], damages }, along)(3, null)).toBeNaN();
  });
});

describe('choices on another axis', () => {
  const line = [
    [-3, -1],
    [0, 0],
    [3, 2],
  ] as const;
  const lines: Lines = {
    ...{ mean: line, low: [], high: [], items: [line], randomLow: line, randomHigh: line, shuffled: line, other: [] },
  };
  const damage = damageKnown({ answers, damages: measured }, along);
  const on = (axis: 'raw' | 'damage') => placed(lines, (alpha, control) => doseOf(alpha, damage(alpha, control), axis, dosed));
  test('every line by its own doses', () => {
    expect(on('raw').mean.map(([dose]) => dose)).toEqual([-12, 0, 12]);
    expect(on('damage').mean.map(([dose]) => dose)).toEqual([-2, 0, 1]);
    expect(on('damage').randomLow.map(([dose]) => dose)).toEqual([-0.5, 0, 0.5]);
    // Where no damage was measured, no push is no line.
    expect(on('damage').shuffled).toEqual([]);
  });
  test('numbers at the axis are round ones where they are not the strengths', () => {
    expect(plotOf(on('damage'), [], 640).xTicks).toEqual([-2, 0, 1]);
    expect(plotOf(on('damage'), [], 640, false).xTicks).toEqual([-2, -1.5, -1, -0.5, 0, 0.5, 1]);
  });
  test('a dose in the unit that was asked in needs no lengths', () =>
    expect([doseOf(3, NaN, 'separation', { ...dosed, directions: null }), doseOf(3, NaN, 'raw', { ...dosed, directions: null })]).toEqual([
      3,
      NaN,
    ]));
});

test('rated strengths are doses where something was added along directions', () => {
  const edit = { op: 'add', directions: 'd', band: [1, 1], unit: 'separation', when: 'all' } as const;
  const push = (over: Partial<PushKind>): PushKind => ({ model: 'm', edit, beside: [], further: 0, control: null, side: null, ...over });
  const known = { directions: [], analyses: [], answers, damages: measured };
  expect([ratedDose(push({}), known)?.damage(3), ratedDose(push({ control: 'random' }), known)?.damage(3)]).toEqual([1, 0.5]);
  // With other edits beside it, the damage of the push alone is not theirs; theirs is.
  const beside = [{ ...edit, op: 'cap' as const, directions: 'e', amount: 1 }];
  const both = [...measured, { ...measured[0]!, edits: [...measured[0]!.edits, ...beside], kl: [7] }];
  expect(ratedDose(push({ beside, further: 1 }), { ...known, damages: both })?.damage(3)).toBe(7);
  for (const over of [
    { beside, further: 1 },
    { edit: { ...edit, when: 'answer' as const } },
    { edit: { ...edit, profile: [1] } },
    { model: 'n' },
  ])
    expect(ratedDose(push(over), known)?.damage(3)).toBeNaN();
  expect([ratedDose(push({ edit: null }), known), ratedDose(push({ edit: { ...edit, op: 'cap' } }), known)]).toEqual([null, null]);
});

describe('the band in which both hold', () => {
  const strengths = [-3, 1, 3].map((alpha) => ({ alpha, damage: { mean: Math.abs(alpha) / 2 } })) as unknown as SweepReport['strengths'];
  const verdict = {
    up: 'moves',
    down: 'nothing',
    band: { up: [1, 3], down: null },
    situations: [
      { name: 'Maze', up: [3, 3], down: [-3, -3] },
      { name: 'Duel', up: null, down: null },
    ],
  } as const;
  const rows = (axis: 'separation' | 'damage' | 'norm', lengths: Directions | null = directions) =>
    bandRows(verdict, { strengths }, axis, { ...dosed, directions: lengths });
  test('lies on the axis that is shown', () => {
    expect(rows('separation').map(({ ranges }) => ranges)).toEqual([
      [[1, 3]],
      [
        [-3, -3],
        [3, 3],
      ],
      [],
    ]);
    expect(rows('damage')[0]!.ranges).toEqual([[0.5, 1.5]]);
    expect(rows('norm', null).map(({ ranges }) => ranges.length)).toEqual([0, 0, 0]);
  });
  test('is drawn for each situation, with words where there is none', () => {
    const plot = { x: (dose: number) => 100 + 10 * dose, left: 0, right: 200 };
    const html = renderToStaticMarkup(<svg>{<BandStrips rows={rows('separation')} plot={plot} top={0} />}</svg>);
    expect(html.match(/<rect/g)).toHaveLength(3);
    expect(html).toContain('x="110" width="20"');
    expect(html).toContain('Duel: nowhere');
    expect(renderToStaticMarkup(<svg>{<BandStrips rows={rows('norm', null)} plot={plot} top={0} />}</svg>)).toContain(
      'Maze: not known on this axis',
    );
    expect(stripsHeight(rows('separation'))).toBeLessThan(stripsHeight([...rows('separation'), ...rows('damage')]));
  });
  test('says nothing of all prompts where they are too few for an interval: those of the situations stay', () => {
    const few = { ...verdict, up: 'few', down: 'none' } as const;
    expect(bandTable(few).map(([name]) => name)).toEqual([{ text: 'Maze' }, { text: 'Duel' }]);
    const one = { ...few, situations: few.situations.slice(0, 1) };
    expect(bandRows(one, { strengths }, 'separation', dosed).map(({ name }) => name)).toEqual(['Maze']);
  });
  test('is a table, too, whose columns have names of their own', () => {
    expect(new Set(BAND_COLUMNS.map(({ name }) => name)).size).toBe(5);
    expect(bandTable(verdict)).toEqual([
      [{ text: 'all prompts, by the interval' }, 1, 3, NaN, NaN],
      [{ text: 'Maze' }, 3, 3, -3, -3],
      [{ text: 'Duel' }, NaN, NaN, NaN, NaN],
    ]);
  });
});

describe('what is said of an axis', () => {
  test('which positions a norm is of', () => {
    expect(normText('mean-rest')).toContain('averaged over all tokens of a text but the first.');
    expect(normText('last')).toContain('the last token');
    expect(normText(null)).toContain('do not say');
  });
  test('its unit and blocks', () => expect(axisSaid('norm', 'blocks 1–2')).toBe('α in residual norms over blocks 1–2'));
  test('why nothing is drawn', () => {
    const html = (value: 'damage' | 'norm', known: number) =>
      renderToStaticMarkup(<DoseChoice value={value} onChange={() => undefined} pooling="mean" known={known} of={2} />);
    expect(html('damage', 0)).toContain('Damage has been measured for none of these strengths');
    expect(html('damage', 1)).toContain('for 1 of these 2 strengths');
    expect(html('norm', 0)).toContain('carry no lengths');
    expect(html('norm', 2)).toContain('the first with its much longer residual among them');
    expect(html('norm', 2)).not.toContain('dose-unknown');
  });
});
