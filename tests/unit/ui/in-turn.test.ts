/** What waits for its turn: one a frame, in order; who leaves holds up nobody. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inTurn } from '../../../src/ui/parts/in-turn';

let frames: (() => void)[] = [];
const frame = (): void => frames.splice(0).forEach((draw) => draw());

beforeEach(() => {
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw));
});
afterEach(() => vi.unstubAllGlobals());

test('each has a frame of its own, in the order in which they asked', () => {
  const drawn: string[] = [];
  inTurn(() => {
    drawn.push('a');
    // What is drawn may bring more.
    inTurn(() => drawn.push('c'));
  });
  inTurn(() => drawn.push('b'));
  const seen = [1, 2, 3, 4].map(() => (frame(), drawn.join('')));
  expect([seen, frames]).toEqual([['a', 'ab', 'abc', 'abc'], []]);
});

test('one that leaves before its turn is not drawn, whichever it is; the others are', () => {
  const drawn: string[] = [];
  const [leaveA, , leaveC] = ['a', 'b', 'c', 'd'].map((one) => inTurn(() => drawn.push(one)));
  leaveA!();
  leaveC!();
  for (let i = 0; i < 5; i++) frame();
  expect([drawn, frames]).toEqual([['b', 'd'], []]);
  inTurn(() => drawn.push('e'));
  frame();
  expect(drawn).toEqual(['b', 'd', 'e']);
});
