/** Lessons of a person's own: kept in the browser, or carried by the link to a step, which may show other parts of the page. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { packText } from '../../../src/formats/packed-text';
import { parseLesson } from '../../../src/experiment/lesson';
import { partText } from '../../recording';
import { fakePage, type FakePage } from './ports';

const file = (path: string) => readFileSync(`public/${path}`, 'utf8');
const OWN: Record<string, string> = Object.fromEntries([
  ...readdirSync('public/demo').map((name) => [`demo/${name}`, partText(name.replace('.json.gz', ''))]),
  ...readdirSync('public/scenarios').map((name) => [`scenarios/${name}`, file(`scenarios/${name}`)]),
  ['lessons/words.json', file('lessons/words.json')],
  ['lessons.json', file('lessons.json')],
  ['models.json', '{"models": []}'],
]);
const now = ({ app }: FakePage) => app.store.getState();
const started = async (hash = '', over: Parameters<typeof fakePage>[0] = {}): Promise<FakePage> => {
  const page = fakePage({ own: OWN, hash, ...over });
  await page.app.start();
  return page;
};
const mine = file('lessons/words.json').replace('"id": "words"', '"id": "mine"').replace('"Is it the words?"', '"Mine"');
const mineFile = (text = mine) => new File([text], 'mine.json');
const hashOf = (href: string) => new URL(href).hash;

test('a lesson from a file is there after a reload, under its link and in the list', async () => {
  const page = await started();
  await page.app.openLesson(mineFile());
  expect([now(page).ownLessons.map(({ kept }) => kept), now(page).error]).toEqual([[true], null]);
  const again = await started('#lesson=mine&step=2', { kept: page.kept, arrival: 'again' });
  expect(now(again).lesson).toMatchObject({ lesson: { title: 'Mine' }, step: 1, begun: true });
  expect(now(again).ownLessons).toHaveLength(1);
  await again.app.removeLesson('mine');
  expect([now(again).ownLessons, again.kept.lessons]).toEqual([[], []]);
});

test('one that the browser cannot keep is open, and what to do is said', async () => {
  const page = await started();
  const full = Object.assign(new Error('the disk is full'), { name: 'QuotaExceededError' });
  vi.spyOn(page.context.disk.session, 'writeOwnLesson').mockRejectedValue(full);
  page.follow(await page.app.openLesson(mineFile()));
  await vi.waitFor(() => expect(now(page).lesson).toMatchObject({ lesson: { title: 'Mine' }, begun: true }));
  expect(now(page).error).toMatchObject({
    code: 'storage-full',
    message: 'This browser did not keep the lesson “Mine” (the disk is full); it stays on this page only.',
    hint: expect.stringContaining('Open its file again') as string,
  });
  expect(now(page).ownLessons.map(({ kept }) => kept)).toEqual([false]);
});

test('an id of a lesson of the page is refused, with what to write; the page’s own stays under its link', async () => {
  const page = await started();
  await expect(page.app.openLesson(mineFile(file('lessons/words.json')))).rejects.toMatchObject({ code: 'lesson-invalid' });
  expect(now(page).error?.message).toBe(
    'mine.json: id: expected a name of its own, got “words”, which is a lesson that comes with the page.',
  );
  expect(now(page).error?.hint).toContain('my-words');
  expect([now(page).ownLessons, page.kept.lessons]).toEqual([[], []]);
});

test('a damaged one that was kept is said by its id; the others are there', async () => {
  const page = await started('', {
    kept: {
      lessons: [
        { id: 'old', text: '{' },
        { id: 'mine', text: mine },
      ],
    },
  });
  expect(now(page).ownLessons.map(({ lesson }) => lesson.id)).toEqual(['mine']);
  expect(now(page).error).toMatchObject({ code: 'lesson-not-json', message: expect.stringContaining('“old”') as string });
});

test('the link to a step of it carries the lesson: it opens where its file never was, and goes on from step to step', async () => {
  const page = await started('#layer=7&alpha=2');
  await page.app.openLesson(mineFile());
  const { lesson } = now(page).ownLessons[0]!;
  const { href, left } = await page.app.lessonLink({ lesson, step: 1, show: ['layers', 'steer'], asNow: false });
  expect(left).toEqual([]);
  expect(hashOf(href)).toMatch(/^#v=2&lesson=mine&step=2&show=layers\.steer&lessonFile=[\w-]+&end=1$/);
  const other = await started(hashOf(href));
  expect([now(other).error, now(other).lesson]).toMatchObject([null, { lesson: { title: 'Mine' }, step: 1, show: ['layers', 'steer'] }]);
  // A step on, as the lesson says; the address still has the lesson, so that a reload finds it.
  other.follow('#lesson=mine&step=3');
  await vi.waitFor(() => expect(now(other).lesson).toMatchObject({ step: 2, begun: true, show: null }));
  await vi.waitFor(() => expect(other.written.at(-1)).toMatch(/#v=2&lesson=mine&step=3&lessonFile=[\w-]+&end=1$/));
  expect([now(other).ownLessons, other.kept.lessons]).toEqual([[], []]);
  const reloaded = await started(hashOf(other.written.at(-1)!), { arrival: 'again' });
  expect(now(reloaded).lesson).toMatchObject({ lesson: { title: 'Mine' }, step: 2 });
});

test('a link to a shipped lesson is short; as the page is set now it says what differs from the step', async () => {
  const page = await started('#set=decisions&layer=7&alpha=-2');
  const lesson = parseLesson(file('lessons/words.json'), 'words');
  const to = { lesson, step: 1, show: null };
  expect(hashOf((await page.app.lessonLink({ ...to, asNow: false })).href)).toBe('#v=2&lesson=words&step=2&end=1');
  const link = hashOf((await page.app.lessonLink({ ...to, asNow: true })).href);
  expect(link).toMatch(/^#v=2&lesson=words&step=2&set=decisions&layer=7&.*alpha=-2.*&end=1$/);
  const other = await started(link);
  expect(now(other).experiment.view).toMatchObject({ layer: 7, steering: { alpha: -2 } });
  expect(now(other).set).toMatchObject({ shipped: 'decisions' });
});

test.each([
  [
    'another id than it names',
    async () => `#lesson=words&step=1&lessonFile=${await packText(mine)}`,
    'lesson-invalid',
    /carries one that calls itself “mine”/,
  ],
  ['cut', async () => `#lesson=mine&step=1&lessonFile=${(await packText(mine))!.slice(0, 200)}`, 'link-texts', /cut or changed/],
  [
    'no lesson',
    async () => `#lesson=mine&step=1&lessonFile=${await packText('{"format": "other"}')}`,
    'lesson-invalid',
    /the lesson in the link: format/,
  ],
  ['names that are none', () => Promise.resolve('#lesson=words&step=1&show=LAYERS!'), 'link-values', /show=LAYERS! \(names of parts/],
])('a lesson link with %s: that is said, and the page is open', async (_, hash, code, message) => {
  const page = await started(await hash());
  expect(now(page).error).toMatchObject({ code, message: expect.stringMatching(message) as string });
  expect(now(page).set.status).toBe('ready');
});
