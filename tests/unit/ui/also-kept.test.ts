/** What the disk is said to keep, and what "Delete all" asks first. */
import { expect, test } from 'vitest';
import { keptSession } from '../../../src/app/kept-session';
import { marksText } from '../../../src/storage/lesson-marks';
import { deleteQuestion, keptLine } from '../../../src/ui/disk/alsoKept';
import { deletedLine, placeLine } from '../../../src/ui/disk/refusal';
import { fakePage } from '../app/ports';

const of = (kept: Parameters<typeof fakePage>[0] = {}) => keptSession(fakePage(kept).context.disk);

test('a disk without models and runs that keeps an experiment, an earlier one, a set and words is not called empty', async () => {
  const session = (name: string) => ({ experiment: '{}', name });
  const kept = await of({
    kept: {
      session: session('Mine, tiny'),
      earlier: session('Other, tiny'),
      set: '{',
      items: { name: 'a.jsonl', text: '[]' },
      lessons: [{ id: 'mine', text: '{}' }],
      prompt: 'hello',
      message: { text: '', system: 'You play.' },
    },
  });
  const all =
    'the experiment (Mine, tiny), the experiment before it (Other, tiny), your scenario set (damaged), your A/B items (a.jsonl), 1 lesson of your own, the words of your prompt, the words of your chat that are not sent';
  expect(keptLine(0, kept)).toBe(`No models and no runs are stored. Kept for the next visit: ${all}.`);
  expect(keptLine(2, kept)).toBe(`Also kept: ${all}.`);
  expect(deleteQuestion(0, kept)).toBe(`Delete from this disk: ${all}?`);
  expect(deleteQuestion(2, kept)).toBe(`Delete from this disk: all models and runs, ${all}?`);
});
test('what was guessed and done of lessons is kept, too', async () => {
  const { disk } = fakePage().context;
  disk.settings.writeSetting('lessons', marksText({ words: { of: 'a', guesses: [[0, 1]], done: [0] } }));
  const kept = await keptSession(disk);
  expect(deleteQuestion(0, kept)).toBe('Delete from this disk: what you guessed and did in 1 lesson?');
  expect(keptLine(0, kept)).toBe('No models and no runs are stored. Kept for the next visit: what you guessed and did in 1 lesson.');
});

test('one that keeps nothing is; empty words are none', async () => {
  const kept = await of({ kept: { prompt: '', message: { text: '', system: '' } } });
  expect([keptLine(0, kept), keptLine(1, kept), deleteQuestion(1, kept)]).toEqual([
    'Nothing is stored yet.',
    '',
    'Delete from this disk: all models and runs?',
  ]);
});

test('an experiment that is damaged is no nothing, and goes with everything', async () => {
  const kept = await of({ kept: { damaged: [{ experiment: '{', name: 'Mine' }] } });
  expect([keptLine(0, kept), deleteQuestion(0, kept)]).toEqual(['', 'Delete from this disk: a damaged experiment (Mine)?']);
});

test('an earlier set of one’s own is no nothing, and goes with everything', async () => {
  const kept = await of({ kept: { sets: [{ name: 'Mine', hash: 'a', file: new Blob(['{}']) }] } });
  expect([keptLine(0, kept), deleteQuestion(0, kept)]).toEqual(['', 'Delete from this disk: an earlier set of yours (Mine)?']);
});

test('what was deleted is said as far as it was: a browser that refuses its place for files may still have some', () => {
  expect(deletedLine({ kind: 'opfs', refused: null })).toBe('Everything was deleted.');
  expect(deletedLine({ kind: 'memory', refused: 'denied' })).toMatch(
    /^Runs and experiments were deleted.* \(denied\) may still be there: clear the data/,
  );
});

test('a browser that refuses storage is not said to have nothing stored', async () =>
  expect(keptLine(0, { ...(await of()), refused: 'The operation is insecure.' })).toBe(
    'This browser keeps no experiment, set or words of yours here: The operation is insecure.',
  ));

test('models and runs are said to stay only where the browser keeps them', () => {
  const opfs = { kind: 'opfs', refused: null } as const;
  const memory = { kind: 'memory', refused: 'no' } as const;
  const line = (o: Partial<Parameters<typeof placeLine>[0]>) =>
    placeLine({ keeping: opfs, refused: null, free: null, isSecure: true, ...o });
  expect(line({ free: 2e9 })).toBe('Models are fetched once and kept here, in this browser, for this page; 2.0 GB are free.');
  expect(line({ refused: 'no' })).toMatch(/^Models are fetched once and kept here.* Runs are not: download/);
  expect(line({ keeping: memory })).toBe('Models have no place here: each visit fetches them again. Runs are kept.');
  expect(line({ keeping: memory, refused: 'no' })).toMatch(/Models have no place here.* Runs are not kept either/);
  expect(line({ isSecure: false, refused: 'no' })).toMatch(/plain http.* Runs are not kept either/);
  // Before the browser answers nothing is promised.
  expect(line({ keeping: null })).not.toContain('kept here');
});
