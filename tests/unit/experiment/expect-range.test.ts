/** What of a file could be so large, and what no push reaches. */
import { describe, expect, test } from 'vitest';
import { mostAt } from '../../../src/experiment/expect-range';
import { decodeExperiment, encodeExperiment } from '../../../src/experiment/run-file';
import type { Answer, Edit } from '../../../src/experiment/answer';
import type { Experiment } from '../../../src/experiment/experiment';
import { RECORDING } from '../../recording';

const RECORDED = decodeExperiment(RECORDING, 'run.json');
const push: Edit = { op: 'add', directions: 'd', band: [1, 2], amount: -3, unit: 'separation', when: 'all' };

describe('a projection', () => {
  test('is at most a thousand mean lengths, and as many of what was pushed up to its block', () => {
    const scale = { separation: [1, 2, 4, 8], midpoint: [0, 0, 0, 0], norm: [10, 10, 10, 10] };
    expect(mostAt({ scale }, [])).toEqual([10_000, 10_000, 10_000, 10_000]);
    expect(mostAt({ scale }, [push])).toEqual([10_000, 16_000, 28_000, 28_000]);
    expect(mostAt({ scale }, [{ ...push, unit: 'raw' }])).toEqual([10_000, 13_000, 16_000, 16_000]);
    expect(mostAt({ scale }, [{ ...push, unit: 'norm' }])).toEqual([10_000, 40_000, 70_000, 70_000]);
    expect(mostAt({ scale: null }, [push])).toBeNull();
  });
});

describe('an answer that is read again', () => {
  const [first] = RECORDED.answers;
  const opened = (change: (unsteered: number[]) => void): unknown => {
    const unsteered = [...first!.reads!.unsteered!];
    change(unsteered);
    // Of an earlier version, which kept the mean alone.
    const one: Answer = { ...first!, reads: { directions: first!.reads!.directions, scores: first!.reads!.scores, unsteered } };
    const changed = { ...RECORDED, answers: [one, ...RECORDED.answers.slice(1)] };
    return decodeExperiment(
      encodeExperiment({ ...changed, analyses: [], view: { ...changed.view, analysis: null } } as Experiment),
      'run.json',
    );
  };
  test('is what it was below its push, and may be anything that a residual can be from there on', () => {
    const [from] = first!.edits[0]!.band;
    expect(from).toBeGreaterThan(0);
    expect(() => opened(() => undefined)).not.toThrow();
    expect(() => opened((unsteered) => (unsteered[from - 1]! += 100))).toThrow(`answers[0].reads.unsteered[${from - 1}]: expected about `);
    expect(() => opened((unsteered) => (unsteered[from]! += 100))).not.toThrow();
    expect(() => opened((unsteered) => (unsteered[from] = 1e9))).toThrow(`answers[0].reads.unsteered[${from}]: expected a number from -`);
  });
  test('is the mean of its tokens where those are kept', () => {
    const mean = first!.reads!.unsteered!;
    const reread = first!.tokens.map(() => mean);
    const changed = reread.with(
      3,
      mean.map((score) => score + 1000),
    );
    const fileWith = (tokens: typeof reread): string => {
      const answers = [{ ...first!, reads: { ...first!.reads!, reread: tokens } }, ...RECORDED.answers.slice(1)];
      return encodeExperiment({ ...RECORDED, answers, analyses: [], view: { ...RECORDED.view, analysis: null } } as Experiment);
    };
    expect(() => decodeExperiment(fileWith(reread), 'run.json')).not.toThrow();
    expect(() => decodeExperiment(fileWith(changed), 'run.json')).toThrow('answers[0].reads.unsteered[0]: expected ');
  });
});
