/** Every part of the recording that can be asked for comes with the page, and opens beside its run; the first is small. */
import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { answersTo, ASKED, COMPARED, fileOf, FIRST_PART, isRun, runAsked, type Part } from '../../../src/experiment/recorded';
import { askedIn, waysAlong } from '../../../src/experiment/choices-asked';
import { decodePart } from '../../../src/experiment/recorded-part';
import { decodeExperiment } from '../../../src/experiment/run-file';
import { suggestedIn } from '../../../src/experiment/suggested';
import { SHIPPED_SETS } from '../../../src/experiment/shipped';
import { partText } from '../../recording';

const textOf = (part: Part): string => partText(basename(fileOf(part), '.json.gz'));
const runOf = (set: (typeof SHIPPED_SETS)[number]['id']) => decodeExperiment(textOf({ kind: 'run', set }), set);

test('the first part is at most 150 kB', () => {
  expect(statSync(`public/${fileOf(FIRST_PART)}`).size).toBeLessThanOrEqual(150_000);
});

test.each(SHIPPED_SETS.map(({ id }) => id))('%s: its run, and every part that it names', (id) => {
  const run = runOf(id);
  const { prompts } = run.sets[0]!.set;
  const parts = [...prompts.map(({ text }) => answersTo(id, prompts, text)), { kind: 'readouts', set: id } as const];
  const there = parts.filter((part) => part !== null);
  for (const part of there) expect(existsSync(`public/${fileOf(part)}`), fileOf(part)).toBe(true);
  for (const part of there) {
    const { answers, choices, readouts, directions } = decodePart(textOf(part), fileOf(part), run);
    expect(answers.length + choices.length + readouts.length, fileOf(part)).toBeGreaterThan(0);
    expect(directions[0]!.id).toBe(run.directions[0]!.id);
  }
  expect(answersTo(id, prompts, 'words of one’s own')).toBeNull();
});

test.each(ASKED)('choices along the directions of %s', (of) => {
  const run = decodeExperiment(textOf(runAsked(of)), of);
  const part = { kind: 'choices', of } as const;
  const { choices, directions } = decodePart(textOf(part), fileOf(part), run);
  // Beside them are prompts that were only read before they are answered.
  const pushed = choices.filter(({ edits: [edit] }) => edit!.amount !== 0);
  expect(new Set(pushed.map(({ item }) => item)).size).toBe(30);
  expect(directions[0]!.id).toBe(run.directions[0]!.id);
});

test('the first set’s direction was pushed over three thirds of the blocks', () => {
  const run = decodeExperiment(textOf(FIRST_PART), 'run');
  const part = { kind: 'choices', of: 'empathy' } as const;
  const { choices } = decodePart(textOf(part), fileOf(part), run);
  const ways = waysAlong(choices, run.directions[0]!.id);
  expect(ways.map(({ band }) => band).toSorted((a, b) => a[0] - b[0])).toEqual([
    [0, 9],
    [10, 19],
    [20, 29],
  ]);
  for (const way of ways) {
    const { margins } = askedIn(choices, way)!;
    expect([margins.plain.length, margins.pushes.length, margins.random.length]).toEqual([30, 3, 20]);
    expect(margins.plain.every(Number.isFinite)).toBe(true);
  }
});

test('what is compared is run files', () => {
  for (const part of COMPARED) {
    expect(isRun(part)).toBe(true);
    const { analyses, matrices } = decodeExperiment(textOf(part), fileOf(part));
    expect(analyses.length + matrices.length, fileOf(part)).toBe(1);
  }
});

test('a part of another run, and one that is none, are refused by name', () => {
  const part: Part = { kind: 'readouts', set: 'empathy' };
  expect(() => decodePart(textOf(part), 'part.json.gz', runOf('decisions'))).toThrow(
    /^part\.json\.gz: readouts\[0\]\.directions: expected/,
  );
  expect(() => decodePart('{"format": "eia-lab/part", "version": 2}', 'part.json.gz', runOf('empathy'))).toThrow(
    'part.json.gz: version: expected 1',
  );
  expect(() => decodePart('<html>', 'part.json.gz', runOf('empathy'))).toThrow('part.json.gz is no part of a recording');
});

test('the recorded settings have a suggested reach, from the damage that was recorded with them', () => {
  const run = runOf('empathy');
  const part = answersTo('empathy', run.sets[0]!.set.prompts, run.view.steering.prompt)!;
  const { answers, damages } = decodePart(textOf(part), fileOf(part), run);
  const { band, template, temperature, topP, repetitionPenalty, maxNewTokens } = run.view.steering;
  const sampling = { temperature, topP, repetitionPenalty, maxNewTokens };
  const { id } = run.directions[0]!;
  const along = {
    directions: id,
    band: band as [number, number],
    edits: [],
    template,
    sampling,
    graphHash: run.readings[0]!.model.graphHash,
  };
  expect(suggestedIn({ answers, damages }, along, 'separation', null)?.up).not.toBeNull();
  expect(suggestedIn({ answers, damages }, { ...along, sampling: { ...sampling, temperature: 1 } }, 'separation', null)).toBeNull();
});
