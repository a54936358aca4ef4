/** Conditions and texts of a lesson, by readings that are given. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { allHold, filled, holds, lacks, lacksAny, parseLesson, stepHash, type ReadingValue } from '../../../src/experiment/lesson';
import { readingsOf } from '../../../src/experiment/lesson-readings';
import { decodeHash } from '../../../src/experiment/link';
import { decodeExperiment } from '../../../src/experiment/run-file';
import { emptyExperiment } from '../../../src/experiment/experiment';
import { remeasure } from '../../../src/experiment/remeasure';
import { READING_NAMES } from '../../../src/formats/lesson-readings';
import { RECORDING } from '../../recording';

const reading =
  (values: Readonly<Record<string, ReadingValue>>) =>
  (name: string): ReadingValue =>
    values[name] ?? null;

test('a condition holds by what it says; a reading that is not there meets none', () => {
  const read = reading({ layer: 15, set: 'empathy', live: false });
  expect(holds({ reading: 'layer', is: 15 }, read)).toBe(true);
  expect(holds({ reading: 'layer', above: 15 }, read)).toBe(false);
  expect(holds({ reading: 'layer', above: 14, below: 16 }, read)).toBe(true);
  expect(holds({ reading: 'set', not: 'decisions' }, read)).toBe(true);
  expect(holds({ reading: 'set', above: 1 }, read)).toBe(false);
  expect(holds({ reading: 'live', is: false }, read)).toBe(true);
  expect(holds({ reading: 'auroc', not: 1 }, read)).toBe(false);
  expect(
    allHold(
      [
        { reading: 'layer', is: 15 },
        { reading: 'auroc', above: 0 },
      ],
      read,
    ),
  ).toBe(false);
});

test('a text has the readings in it, counts without decimals, and a dash where there is none', () => {
  const read = reading({ layer: 15, auroc: 0.875, alpha: -2.5, set: 'empathy' });
  expect([lacks('{layer}', read), lacks('{layer} {r}', read), lacks('{other}', read)]).toEqual([false, true, false]);
  expect(filled('Block {layer}: {auroc} of {set} at {alpha}; {r}; {other}', read)).toBe('Block 15: 0.88 of empathy at −2.50; –; {other}');
});

test('conditions can be judged once the page has all that they name', () => {
  const read = reading({ layer: 15, live: false });
  expect(lacksAny([{ reading: 'layer', is: 1 }, { reading: 'live', is: true }], read)).toBe(false); // prettier-ignore
  expect(lacksAny([{ reading: 'layer', is: 15 }, { reading: 'choiceShift', below: 1 }], read)).toBe(true); // prettier-ignore
});

test('a step that shows texts of The Listener says so before', () => {
  const lessons = readdirSync('public/lessons').map((name) => parseLesson(readFileSync(`public/lessons/${name}`, 'utf8'), name));
  const silent = lessons.flatMap(({ id, contentNote, steps }) =>
    steps.flatMap(({ show, settings, contentNote: own }, i) => {
      const isOfFive = /set=(empathy|empathy-matched|decisions)\b/.test(settings);
      const hasTexts = show.some((place) => ['dots', 'texts', 'behaviour', 'choices', 'rating'].includes(place));
      return isOfFive && hasTexts && contentNote === undefined && own === undefined ? [`${id} ${i + 1}`] : [];
    }),
  );
  expect(silent).toEqual([]);
});

test('the link to a step has what a link can say, and nothing else', () => {
  expect(stepHash('words', 0)).toBe('#lesson=words&step=1');
  expect(stepHash('words', 2, 'layer=7&nothing=1')).toBe('#lesson=words&step=3&layer=7');
  expect(decodeHash('#lesson=words&step=3').choices).toMatchObject({ lesson: 'words', step: 3 });
  expect(decodeHash('#lesson=No%20Way&step=0').ignored).toEqual([
    'lesson=No Way (the name of a lesson)',
    'step=0 (a step, counted from 1)',
  ]);
});

test.each([
  ['set=own', /steps\[0\]\.settings: expected settings of a link, got set=own \(a set that comes with the page\)/],
  ['lesson=words', /got lesson, step, show, lessonFile \(settings of the step alone\)/],
  ['layer=-1', /got layer=-1 \(a block, counted from 0\)/],
  ['layer', /got layer \(name=value pairs, joined by &\)/],
])('settings %s are refused', (settings, message) => {
  const step = { title: 'One', text: 'Text', show: ['layers'], settings };
  const lesson = { format: 'eia-lab/lesson', version: 1, id: 'mine', title: 'Mine', minutes: 5, about: 'About', steps: [step] };
  expect(() => parseLesson(JSON.stringify(lesson), 'mine.json')).toThrow(message);
});

const way = {
  band: [10, 19],
  unit: 'separation',
  template: true,
  edits: [],
  sampling: { temperature: 0, topP: 1, repetitionPenalty: 1.1, maxNewTokens: 64 },
  file: null,
  model: null,
} as const;

test('readings of the recording are the figures of the page', async () => {
  const experiment = await remeasure(decodeExperiment(RECORDING, 'recording'));
  const { view } = experiment;
  const facts = {
    experiment,
    layer: 15,
    model: 'none',
    way: { ...way, band: [10, 19] as [number, number] },
    isLive: () => false,
    isRecorded: () => false,
  };
  const read = readingsOf(facts);
  expect(read('auroc')).toBeCloseTo(0.88, 2);
  expect(read('wordsAuroc')).toBeCloseTo(0.86, 2);
  expect([read('set'), read('pairs'), read('bestLayer'), read('recommendedLayer')]).toEqual(['empathy', 10, 29, 14]);
  expect(read('freeAuroc')).toBe(read('auroc'));
  expect([read('matchedAuroc'), read('live'), read('edit')]).toEqual([null, false, null]);
  expect([read('prompt'), read('answerAlpha')]).toEqual(['food-delivery-prompt', 3]);
  // Of the answer without a push: it ends task-first, and is caring on the whole.
  expect([read('last'), read('mean'), read('lowest'), read('highest')].map((one) => Number(one).toFixed(1))).toEqual([
    '-10.3',
    '4.1',
    '-16.3',
    '26.9',
  ]);
  expect([read('choiceItems'), read('choiceRight')]).toEqual([30, 21]);
  expect(read('choiceShift')).toBeCloseTo(1.22, 2);
  // One item under a stronger push takes nothing from what the lessons say of the thirty.
  const names = ['choiceShift', 'choiceRight', 'choiceItems', 'choiceAmongRandom', 'choiceAsked'] as const;
  const pushed = experiment.choices.find(({ control, edits }) => !control && edits[0]!.amount > 0)!;
  const further = { ...pushed, id: 'further', edits: pushed.edits.map((one) => ({ ...one, amount: one.amount + 3 })) };
  const more = readingsOf({ ...facts, experiment: { ...experiment, choices: [...experiment.choices, further] } });
  expect(more('choices')).toBe(Number(read('choices')) + 1);
  expect(names.map(more)).toEqual(names.map(read));
  const none = readingsOf({ ...facts, experiment: emptyExperiment() });
  for (const name of READING_NAMES) expect(() => none(name)).not.toThrow();
  expect([none('auroc'), none('choices'), none('bestAuroc')]).toEqual([null, 0, null]);
  expect(view.layer).toBe(15);
});

test('the lesson on games stands ninth, and a step that speaks of The duel shows it', () => {
  const { lessons } = JSON.parse(readFileSync('public/lessons.json', 'utf8')) as { lessons: { id: string }[] };
  expect(lessons.findIndex(({ id }) => id === 'play')).toBe(8);
  const { steps } = parseLesson(readFileSync('public/lessons/play.json', 'utf8'), 'play.json');
  const named = steps.filter(({ text, done }) => done && text.includes('The duel'));
  expect(named.map(({ settings }) => decodeHash(`#${settings}`).choices.game)).toEqual([{ of: 'the-duel' }]);
});
