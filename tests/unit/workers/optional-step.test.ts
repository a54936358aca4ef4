/** The decisions about a file that a model may lack, one by one, without a server or a disk. */
import { describe, expect, test } from 'vitest';
import { beginning, next, type Outcome, type Step, type Why } from '../../../workers/files/optional-step';

const looked = (kept: 'file' | 'lack' | null): Outcome => ({ kind: 'looked', kept });
const listed = (named: boolean | null): Outcome => ({ kind: 'listed', named });
const failed = (why: Why, named = false): Outcome => ({ kind: 'failed', error: why, why, named });
const tokenizer = (kept: boolean): Outcome => ({ kind: 'looked-for-tokenizer', kept });

/** The steps of a course of outcomes. */
function steps(catalogued: boolean, ...outcomes: Outcome[]): Step[] {
  let state = beginning(catalogued);
  return outcomes.map((outcome) => {
    const [after, step] = next(state, outcome);
    state = after;
    return step;
  });
}
const kinds = (...outcomes: Outcome[]) => steps(false, ...outcomes).map(({ kind }) => kind);
const last = (...outcomes: Outcome[]) => steps(false, ...outcomes).at(-1);
const none = (remember: boolean) => ({ kind: 'none', remember });

describe('what is known before anything is asked', () => {
  test('a file that is here is opened, without the list', () => expect(kinds(looked('file'))).toEqual(['open']));
  test('one that is known to be missing is none', () => expect(last(looked('lack'))).toEqual(none(false)));
  test('one that the list names, or that no list speaks of, is asked for', () => {
    expect(kinds(looked(null), listed(true))).toEqual(['list', 'open']);
    expect(kinds(looked(null), listed(null))).toEqual(['list', 'open']);
  });
  test('one that the list does not name is remembered as missing; of the catalogue nobody need remember it', () => {
    expect(last(looked(null), listed(false))).toEqual(none(true));
    expect(steps(true, looked(null), listed(false)).at(-1)).toEqual(none(false));
  });
});

describe('where opening fails', () => {
  const begun = [looked(null), listed(null)];
  test('a file counts as missing after two denials, not after one', () => {
    expect(kinds(...begun, failed('absent'), listed(null), failed('absent'), listed(null))).toEqual([
      'list',
      'open',
      'list',
      'open',
      'list',
      'none',
    ]);
    expect(last(...begun, failed('absent'), listed(null), failed('absent'), listed(null))).toEqual(none(true));
  });
  test('a file that the list names and the server denies is the trouble of the server', () =>
    expect(last(looked(null), listed(true), failed('absent', true), listed(true))).toEqual({ kind: 'give-up', error: 'absent' }));
  test('one that only hides counts as missing for this load', () => expect(last(...begun, failed('unseen'))).toEqual(none(false)));
  test('offline it is missing where an earlier load came to its end without it', () => {
    expect(last(...begun, failed('network'), tokenizer(true))).toEqual(none(false));
    expect(last(...begun, failed('network'), tokenizer(false))).toEqual({ kind: 'give-up', error: 'network' });
    expect(last(...begun, failed('network', true))).toEqual({ kind: 'give-up', error: 'network' });
  });
  test('anything else is thrown as it is', () => expect(last(...begun, failed('other'))).toEqual({ kind: 'give-up', error: 'other' }));
});
