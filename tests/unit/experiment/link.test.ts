import { expect, test } from 'vitest';
import type { DirectionsRecord } from '../../../src/experiment/directions';
import { emptyExperiment } from '../../../src/experiment/experiment';
import { editsHere } from '../../../src/experiment/link-edits';
import { startView, type View } from '../../../src/experiment/view';
import { chosen, decodeHash, encodeHash, joined, type InUse } from '../../../src/experiment/link';
import { withoutPlaces } from '../../../src/experiment/link-asking';

const defaults = startView(30);
const inUse: InUse = {
  set: 'empathy-matched',
  prompts: [
    { id: 'p1', scenario: 's', text: 'One?' },
    { id: 'p2', scenario: 's', text: 'Two?' },
  ],
  ownPrompt: false,
};
const asking = (prompt: string): View => ({ ...defaults, steering: { ...defaults.steering, prompt } });

test('what was chosen comes back', () => {
  const chosen: View = {
    ...defaults,
    layer: 7,
    method: 'lda',
    withoutMean: true,
    seed: 7,
    beside: ['words', 'left-out'],
    capture: { ...defaults.capture, pooling: 'last', template: true },
    steering: {
      prompt: 'A player begs: "water & time?" #1 ünï',
      template: false,
      band: [3, 9],
      unit: 'norm',
      alpha: -2.5,
      seed: 42,
      temperature: 0.7,
      topP: 0.9,
      repetitionPenalty: 1.3,
      maxNewTokens: 99,
    },
    choosing: { items: 5, strengths: [-1.5, 0, 2], random: 5, controls: false },
    sweeping: { without: ['p2', 'of another set'], own: 'my secret', strengths: [-2, 2], samples: 3, random: 20, controls: false },
    playing: {
      ...{ without: ['the-duel', 'game-0a1b'], variants: [null, 'child'], free: true, times: 3 },
      ...{ strengths: [-2, 2], random: 20, controls: false },
    },
    game: { of: 'the-maze', variant: 'child', seed: 7 },
  };
  expect(decodeHash(encodeHash(chosen, defaults, { ...inUse, ownPrompt: true }))).toEqual({
    ignored: [],
    choices: {
      set: 'empathy-matched',
      layer: 7,
      pooling: 'last',
      method: 'lda',
      withoutMean: true,
      draws: 7,
      beside: ['words', 'left-out'],
      template: true,
      steering: chosen.steering,
      choosing: chosen.choosing,
      sweeping: { strengths: [-2, 2], samples: 3, random: 20, controls: false },
      sweepWithout: [2],
      playing: chosen.playing,
      game: { of: 'the-maze', variant: 'child', seed: 7 },
      edits: [],
    },
  });
});

test('nothing beside the curve is said, too; what cannot stand there is named', () => {
  expect(decodeHash(encodeHash({ ...defaults, beside: [] }, defaults, { ...inUse, set: null })).choices.beside).toEqual([]);
  expect(decodeHash('#beside=words.moon&method=magic')).toEqual({
    choices: { steering: {} },
    ignored: [
      'method=magic (one of mean-difference, pca, lda, logistic)',
      'beside=words.moon (none, or some of words.length.shuffled.random.left-out.folds.tokens.meaningless)',
    ],
  });
});

test.each(['empathy', null] as const)('defaults leave no trace (set %s)', (set) =>
  expect(encodeHash(defaults, defaults, { ...inUse, set })).toBe(''),
);

test('a set that does not come with the page is named as such: its texts are in no link', () => {
  expect(encodeHash(defaults, defaults, { ...inUse, set: 'own' })).toBe('#v=2&set=own&end=1');
  expect(decodeHash('#set=own')).toEqual({ choices: { set: 'own', steering: {} }, ignored: [] });
  // Two people's own sets are told apart.
  const link = encodeHash(defaults, defaults, { ...inUse, set: 'own', ownHash: '0123456789abcdef' });
  expect(link).toBe('#v=2&set=own-01234567&end=1');
  expect(decodeHash(link).choices).toEqual({ set: 'own', ownHash: '01234567', steering: {}, edits: [] });
  expect(decodeHash('#set=own-zz').ignored[0]).toContain('set=own-zz (one of empathy');
});

test('a file of A/B items of one’s own goes by how its hash begins', () => {
  const link = encodeHash(defaults, defaults, { ...inUse, set: 'empathy', itemsHash: '0123456789abcdef' });
  expect(link).toBe('#v=2&itemsFile=01234567&end=1');
  expect(decodeHash(link)).toEqual({ choices: { itemsFile: '01234567', steering: {}, edits: [] }, ignored: [] });
  expect(decodeHash('#itemsFile=mine.jsonl').ignored).toEqual(['itemsFile=mine.jsonl (8 hex digits)']);
});

test('a game goes by its name or the id of its rules; what is left out of it is as usual, and what cannot be is named', () => {
  const shows = (game: View['game']): string => encodeHash({ ...defaults, game }, defaults, { ...inUse, set: null });
  expect(shows({ of: 'the-duel', variant: null, seed: 1 })).toBe('#v=2&game=the-duel&end=1');
  expect(shows({ of: 'game-0123456789abcdef', variant: 'child', seed: 3 })).toBe(
    '#v=2&game=game-0123456789abcdef&gameVariant=child&gameSeed=3&end=1',
  );
  expect(chosen(defaults, decodeHash('#game=the-maze').choices).game).toEqual({ of: 'the-maze', variant: null, seed: 1 });
  expect(chosen(defaults, decodeHash('#gameSeed=9').choices).game).toEqual({ of: 'the-duel', variant: null, seed: 9 });
  expect(chosen(defaults, decodeHash('#layer=2').choices).game).toBeNull();
  expect(decodeHash('#game=chess&gameVariant=No%20pressure&gameSeed=-1')).toEqual({
    choices: { steering: {} },
    ignored: [
      'game=chess (one of food-delivery, the-duel, the-listener, the-maze, the-protector, or the id of a game of one’s own)',
      'gameVariant=No pressure (the name of a variant of the game)',
      'gameSeed=-1 (a whole number, 0 to 4294967295)',
    ],
  });
});

test('another game than the one of a lesson has none of its variant and seed; of the same one the link says the rest', () => {
  const { choices: pins } = decodeHash('#game=the-maze&gameVariant=child&gameSeed=4');
  const onTop = (hash: string) => joined(pins, decodeHash(hash).choices).game;
  expect(onTop('#game=the-duel')).toEqual({ of: 'the-duel' });
  expect(onTop('#gameSeed=5')).toEqual({ of: 'the-maze', variant: 'child', seed: 5 });
});

test('the words of a prompt of one’s own are written only where they are asked for; one of the set goes by its id', () => {
  expect(encodeHash(asking('my secret'), defaults, inUse)).toBe('#v=2&set=empathy-matched&end=1');
  expect(decodeHash(encodeHash(asking('my secret'), defaults, { ...inUse, ownPrompt: true })).choices.steering).toEqual({
    prompt: 'my secret',
  });
  expect(encodeHash(asking('Two?'), asking('One?'), inUse)).toBe('#v=2&set=empathy-matched&ask=p2&end=1');
  expect(decodeHash('#ask=p2').choices).toEqual({ ask: 'p2', steering: {} });
  // The prompts of a set of one's own are words of one's own.
  expect(encodeHash(asking('Two?'), asking('One?'), { ...inUse, set: 'own' })).toBe('#v=2&set=own&end=1');
});

test.each(['', '#', '#layers', '#%E0%A4%A'])('%s says nothing', (hash) =>
  expect(decodeHash(hash)).toEqual({ choices: { steering: {} }, ignored: [] }),
);

test.each([
  ['#layer=x&band=9-3&alpha=&unit=miles&pooling=max', ['layer', 'pooling', 'alpha', 'unit', 'band']],
  ['#layer=-1&alpha=NaN&set=../secret&chat=perhaps&template=1', ['set', 'layer', 'template', 'alpha', 'chat']],
  [
    '#temperature=-5&topP=7&maxNewTokens=2.5&alpha=1e9&seed=0.5&repetitionPenalty=0',
    ['alpha', 'seed', 'temperature', 'topP', 'repetitionPenalty', 'maxNewTokens'],
  ],
])('%s is taken nowhere, and named', (hash, names) => {
  const { choices, ignored } = decodeHash(hash);
  expect(choices).toEqual({ steering: {} });
  expect(ignored.map((one) => one.split('=')[0])).toEqual(names);
});

test('names that this version does not know are named, once each, and what else is there holds', () => {
  expect(decodeHash('#foo=1&layer=3&foo=2&Layer=4')).toEqual({
    choices: { layer: 3, steering: {} },
    ignored: ['foo=1 (no setting of this version)', 'Layer=4 (no setting of this version)'],
  });
  expect(decodeHash('#layer=3&layer=4')).toEqual({ choices: { layer: 3, steering: {} }, ignored: ['layer=4 (layer is said twice)'] });
  expect(decodeHash(`#${'x'.repeat(5000)}=${'y'.repeat(5000)}`).ignored[0]!.length).toBeLessThan(120);
});

test('what a link may ask for is said beside what it asked', () =>
  expect(decodeHash('#topP=7&unit=miles').ignored).toEqual(['topP=7 (0.05 to 1)', 'unit=miles (one of raw, separation, norm)']));

test('the seed of resamples, folds and chance is one that its field takes', () =>
  expect(decodeHash('#draws=-1&seed=3')).toEqual({
    choices: { steering: { seed: 3 } },
    ignored: ['draws=-1 (a whole number, 0 to 4294967295)'],
  }));

test('what choices and sweeps ask is in the link, without a word of one’s own', () => {
  const view: View = {
    ...defaults,
    choosing: { ...defaults.choosing, strengths: [-1.5, 0, 2] },
    sweeping: { ...defaults.sweeping, own: 'my secret', without: ['p2'] },
  };
  expect(encodeHash(view, defaults, { ...inUse, set: 'own' })).toBe('#v=2&set=own&choiceAlphas=-1.5_0_2&sweepWithout=2&end=1');
  expect(encodeHash(view, defaults, { ...inUse, ownPrompt: true })).not.toContain('secret');
});

test('which games are played is in the link: none of them, and no variant, too', () => {
  const view: View = { ...defaults, playing: { ...defaults.playing, without: ['the-maze'], variants: [] } };
  const hash = encodeHash(view, defaults, inUse);
  expect(hash).toContain('playWithout=the-maze&playVariants=&');
  expect(decodeHash(hash).choices.playing).toEqual({ without: ['the-maze'], variants: [] });
  expect(decodeHash('#playVariants=a%20b&playTimes=51&playFree=1&playRandom=1').ignored).toEqual([
    'playVariants=a b (ids, as the-duel_the-maze)',
    'playFree=1 (true or false)',
    'playTimes=51 (a whole number, 1 to 50)',
    'playRandom=1 (one of 0, 5, 20)',
  ]);
});

test('what no field of choices and sweeps takes is named', () => {
  const { choices, ignored } = decodeHash(
    '#items=0&choiceAlphas=0&choiceRandom=7&choiceControls=yes&sweepWithout=0&sweepAlphas=1_x&samples=21&sweepRandom=1e3&sweepControls=',
  );
  expect(choices).toEqual({ steering: {} });
  expect(ignored).toEqual([
    'items=0 (a whole number, 1 to 999)',
    'choiceAlphas=0 (up to 9 numbers, one of them not 0, as -3_0_3, each -100000 to 100000)',
    'choiceRandom=7 (one of 0, 5, 20)',
    'choiceControls=yes (true or false)',
    'sweepWithout=0 (places of prompts of the set, from 1, as 1_3)',
    'sweepAlphas=1_x (up to 9 numbers, one of them not 0, as -3_0_3, each -100000 to 100000)',
    'samples=21 (a whole number, 1 to 20)',
    'sweepRandom=1e3 (one of 0, 5, 20)',
    'sweepControls= (true or false)',
  ]);
  expect(decodeHash('#sweepAlphas=3_-3_3').choices.sweeping).toEqual({ strengths: [-3, 3] });
});

test('places of prompts are those of the set in use, and others are named', () => {
  expect(withoutPlaces([2, 3], inUse.prompts)).toEqual({ without: ['p2'], ignored: ['sweepWithout=2_3 (this set has prompts 1 to 2)'] });
  expect(withoutPlaces(undefined, inUse.prompts)).toEqual({ without: [], ignored: [] });
});

test('a link from a newer lab, one that was cut and one of 64 KB each say so, and what can be read holds', () => {
  expect(decodeHash('#v=9&layer=3&moon=1&end=1')).toEqual({
    choices: { layer: 3, steering: {}, edits: [] },
    ignored: ['moon=1 (no setting of this version)'],
    trouble: {
      message: 'The link comes from a newer lab: it is of version 9, and this page reads links up to version 2.',
      hint: 'Reload for the newest version of this page.',
    },
  });
  expect(decodeHash('#v=2&layer=3&alp')).toMatchObject({
    choices: { layer: 3 },
    trouble: {
      message:
        'The link was cut on its way: its end is missing. What is left of it says layer=3; what came after that is not known, and stands as usual.',
      hint: 'Ask for the whole link, which ends in “end=1”; where a mail broke it, put its lines together.',
    },
  });
  expect(decodeHash('#v=two&layer=3')).toEqual({ choices: { layer: 3, steering: {} }, ignored: ['v=two (a whole number, from 1)'] });
  const long = decodeHash(`#v=2&layer=3&set=own-01234567&texts=${'x'.repeat(65_536)}&prompt=${'y'.repeat(65_536)}&end=1`);
  expect(long.choices).toEqual({ layer: 3, set: 'own', ownHash: '01234567', steering: {}, edits: [] });
  expect(long.ignored.map((one) => one.replace(/=\w+/, ''))).toEqual([
    'texts (1 to 16000 characters of a packed set)',
    'prompt (at most 8000 characters)',
  ]);
});

test('of a cut link it is said what is left, that its last value may be a part, and where nothing is left', () => {
  const { message } = decodeHash('#v=2&set=decisions&layer=1').trouble!;
  expect(message).toContain('says set=decisions; layer=1; what came after');
  expect(message).toContain('The cut may have shortened layer, too.');
  expect(decodeHash('#v=2&la').trouble!.message).toContain('No setting of it is left');
  const long = `#v=2&${['layer=1', 'method=lda', 'draws=4', 'beside=words', 'template=true', 'pooling=last', 'withoutMean=true', 'alpha=1', 'topP=1', 'seed=3'].join('&')}`;
  expect(decodeHash(long).trouble!.message).toMatch(/layer=1; .*; and 2 more/);
  // How a newer lab ends its links is not known.
  const newer = decodeHash('#v=7&layer=3').trouble!;
  expect(newer.message).toMatch(/^The link comes from a newer lab: /);
  expect(newer.message + newer.hint).not.toMatch(/cut|whole link/);
});

test('edits travel, those along the directions on show by that name; what is none is refused', () => {
  const edits: View['edits'] = [
    { op: 'ablate', directions: 'directions-1', band: [10, 19], amount: 0, unit: 'separation', when: 'all' },
    { op: 'add', directions: 'my_own *', band: [2, 4], amount: -1.5, unit: 'norm', when: 'answer', profile: [1, 1e-7, 0] },
  ];
  const link = encodeHash({ ...defaults, edits }, defaults, { ...inUse, set: null, directions: 'directions-1' });
  expect(link).toContain('edits=ablate_shown_10-19_0_separation_all*add_');
  expect(decodeHash(link)).toEqual({
    choices: { steering: {}, edits: [{ ...edits[0], directions: 'shown' }, edits[1]] },
    ignored: [],
  });
  const known = { ...emptyExperiment(), directions: [{ id: 'directions-1' } as DirectionsRecord] };
  expect(editsHere(decodeHash(link).choices.edits!, known, 'directions-1')).toEqual({
    edits: [edits[0]],
    ignored: ['edit 2 (add, along directions that are not here: the run file has them)'],
  });
  for (const bad of [
    'ablate',
    'burn_shown_1-2_0_raw_all',
    'add_shown_2-1_1_raw_all',
    'add_shown_1-2__raw_all',
    'add_shown_1-2_1e9_raw_all',
    'add_shown_1-2_1_raw_all_-1,2',
    'add_%E0_1-2_1_raw_all',
    Array(21).fill('ablate_shown_1-2_0_raw_all').join('*'),
  ])
    expect(decodeHash(`#v=2&edits=${encodeURIComponent(bad)}&end=1`)).toMatchObject({
      choices: { edits: [] },
      ignored: [expect.stringMatching(/^edits=/) as string],
    });
  // Version 1 said nothing of edits: those that are there stay.
  expect(decodeHash('#layer=3').choices.edits).toBeUndefined();
});
