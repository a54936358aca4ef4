/** Where experiments go when another one is kept: what a person made is never pushed out of the browser. */
import { describe, expect, test } from 'vitest';
import { placed, type Places, type Session } from '../../../src/storage/session-places';

const one = (line: string, over: Partial<Session> = {}): Session => ({ experiment: `{"of":"${line}"}`, line, own: true, ...over });
const [mine, yours, third] = [one('mine'), one('yours'), one('third')];
const file = one('file', { own: false });
const keep = (places: Places, ...next: Session[]) =>
  next.reduce<{ places: Places; older: Session[] }>(
    (now, session) => {
      const { older, ...after } = placed(now.places, session);
      return { places: after, older: older ? [...now.older, older] : now.older };
    },
    { places, older: [] },
  );
const NONE: Places = { last: null, earlier: null };

test('the same experiment, further on, takes its own place', () => {
  const further = one('mine', { experiment: '{}' });
  expect(keep({ last: mine, earlier: yours }, further)).toEqual({ places: { last: further, earlier: yours }, older: [] });
});

test('another one leaves the last to go back to, and back again', () => {
  expect(keep(NONE, mine, yours).places).toEqual({ last: yours, earlier: mine });
  expect(keep(NONE, mine, yours, mine)).toEqual({ places: { last: mine, earlier: yours }, older: [] });
});

test('a file that was only looked at gives way; what a person made stays the one to go back to', () => {
  expect(keep(NONE, mine, file, one('file 2', { own: false }), one('file 3', { own: false }))).toEqual({
    places: { last: one('file 3', { own: false }), earlier: mine },
    older: [],
  });
});

test('a third of one’s own sends the first further down; what a version that did not say kept counts as one’s own', () => {
  const before: Session = { experiment: '{}' };
  expect(keep({ last: before, earlier: null }, mine, yours)).toEqual({ places: { last: yours, earlier: mine }, older: [before] });
  expect(keep(NONE, mine, file, { ...file, own: true }, third)).toEqual({
    places: { last: third, earlier: { ...file, own: true } },
    older: [mine],
  });
});

describe('two tabs that go on from the same', () => {
  const begun = one('mine', { mark: 'a' });
  test('each is kept: the one that comes second under a line of its own', () => {
    const here = one('mine', { mark: 'b', after: 'a', experiment: '{"tab":1}' });
    const there = one('mine', { mark: 'c', after: 'a', experiment: '{"tab":2}' });
    const { places, older } = keep({ last: begun, earlier: null }, here, there);
    expect([places, older]).toEqual([{ last: { ...there, line: 'c' }, earlier: here }, []]);
    // It stays so: the second goes on in its own line.
    const further = { ...there, line: 'c', mark: 'd', after: 'c' };
    expect(keep(places, further).places).toEqual({ last: further, earlier: here });
  });
  test('one tab after another is one experiment', () => {
    const next = one('mine', { mark: 'b', after: 'a' });
    expect(keep({ last: begun, earlier: yours }, next).places).toEqual({ last: next, earlier: yours });
    // As it was left, while its write was under way.
    expect(keep({ last: next, earlier: null }, { ...next, experiment: '{}' }).places.earlier).toBeNull();
  });
});
