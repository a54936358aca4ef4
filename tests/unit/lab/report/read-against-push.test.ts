import { expect, test } from 'vitest';
import { readAgainstPush, type ReadAndPushed } from '../../../../src/lab/report/read-against-push';

const one = (name: string, auroc: number, kind: ReadAndPushed['kind'], mean?: number, alpha = 3): ReadAndPushed => ({
  ...{ name, auroc, kind },
  moved: mean === undefined ? null : { alpha, mean, low: mean - 0.5, high: mean + 0.5 },
});

test('a direction that reads as well and does not push, beside one that does', () => {
  const said = readAgainstPush([one('a', 0.9, 'against'), one('b', 0.7, 'moves'), one('c', 0.6, 'nothing')]);
  expect(said).toBe(
    'Reading is not causing: “a” reads with an AUROC of 0.90, and that a push along it moves choices its way is not shown (the shift goes the other way); “b” reads with 0.70, and its push does, by more than chance.',
  );
  expect(readAgainstPush([one('a', 0.7, 'no-more'), one('b', 0.7, 'moves')])).toContain('Reading is not causing');
  expect(readAgainstPush([one('a', 1, 'unspecific'), one('b', 0.7, 'moves')])).toContain(
    'is not shown (a direction learnt from shuffled labels moves them as far, or may); “b” reads with 0.70, and its push does',
  );
});

test('none pushes, all push, and those that push read better', () => {
  expect(readAgainstPush([one('a', 0.9, 'nothing'), one('b', 0.7, 'no-more')])).toBe(
    'Of none of the 2 directions is it shown that a push moves choices its way, however well it reads: along “a” the shift cannot be told from none, along “b” random pushes of that size move them as far.',
  );
  expect(readAgainstPush([one('a', 0.9, 'moves'), one('b', 0.7, 'moves')])).toBe(
    'Each of the 2 directions moves choices its way by more than chance does, towards its concept or away from it; the best reads with an AUROC of 0.90, the worst with 0.70.',
  );
  // One reads best, another pushes furthest: told of pushes of one size alone.
  expect(readAgainstPush([one('a', 1, 'moves', 0.5), one('b', 0.7, 'moves', 1.25), one('c', 0.6, 'moves', 9, 6)])).toBe(
    'Each of the 3 directions moves choices its way by more than chance does, towards its concept or away from it. What reads best is not what pushes furthest: “a” reads with an AUROC of 1.00 and a push of 3 along it moves them by +0.50 [0.00, +1.00]; “b” reads with 0.70, and the same push moves them by +1.25 [+0.75, +1.75].',
  );
  expect(readAgainstPush([one('a', 0.9, 'moves', 2), one('b', 0.7, 'moves', 1)])).toContain('; the best reads with an AUROC of 0.90');
  expect(readAgainstPush([one('a', 0.6, 'nothing'), one('b', 0.7, 'moves')])).toBe(
    'Here the directions that move choices read better (“b”, AUROC 0.70) than those that do not (“a”, 0.60).',
  );
});

test('a direction of which it is not known counts for neither, and that is said', () => {
  const open =
    'Whether pushes along “c” move choices by more than chance does is not known: it takes 19 random directions of the same size.';
  const sure = [one('a', 0.6, 'nothing'), one('b', 0.7, 'moves')];
  expect(readAgainstPush([...sure, one('c', 0.95, 'unsure')])).toBe(`${readAgainstPush(sure)} ${open}`);
  // Before, “c” was the direction that reads best and moves no choices.
  expect(readAgainstPush([one('b', 0.7, 'moves'), one('c', 0.95, 'unsure')])).toBe(open);
  expect(readAgainstPush([one('a', 0.7, 'nothing'), one('c', 0.95, 'unsure')])).toBe(open);
  expect(readAgainstPush([one('b', 0.7, 'few'), one('a', 0.7, 'few'), one('c', 0.9, 'unsure')])).toBe(
    `Whether pushes along “b” and “a” move choices by more than chance does is not known: it takes 10 items. ${open}`,
  );
});

test('nothing of fewer than two that can be judged', () => {
  expect(readAgainstPush([one('a', 0.9, 'moves')])).toBeNull();
  expect(readAgainstPush([one('a', 0.9, 'moves'), one('c', NaN, 'moves'), one('d', 0.9, 'none')])).toBeNull();
});
