import { expect, test } from 'vitest';
import { movedAt } from '../../../../src/lab/report/moved';

const reference = { scores: [[1, 2]], unsteeredScores: [1, 2] };
const pushed = {
  scores: [
    [3, 30],
    [5, 50],
  ],
  unsteeredScores: [4, 10],
};

test('what was read again, how far that lies from no push, and what the push itself adds', () => {
  expect(movedAt(pushed, reference, 1)).toEqual({ written: 40, read: 10, moved: 8, added: 30 });
  expect(movedAt(pushed, null, 0)).toEqual({ written: 4, read: 4, moved: null, added: 0 });
});
test('what is not known is null: no token, a block that is not there, an answer that was not read again', () => {
  const none = { written: null, read: null, moved: null, added: null };
  expect(movedAt({ scores: [], unsteeredScores: null }, reference, 0)).toEqual(none);
  expect(movedAt(pushed, reference, 7)).toEqual(none);
  expect(movedAt({ ...pushed, unsteeredScores: null }, reference, 0)).toEqual({ ...none, written: 4 });
  expect(movedAt(pushed, { ...reference, unsteeredScores: null }, 0)).toMatchObject({ read: 4, moved: null });
});
