/** Lessons: a step sets the page, its condition is read of the page, and whoever leaves finds the page as it was. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { parseLessonIndex, type LessonStep } from '../../../src/formats/lesson';
import { isReadingName, type ReadingName } from '../../../src/formats/lesson-readings';
import { chosen } from '../../../src/experiment/link';
import { allHold, parseLesson, pinnedBy, stepHash } from '../../../src/experiment/lesson';
import { shownRun } from '../../../src/experiment/shown';
import { shippedOf } from '../../../src/experiment/shipped';
import { lessonReadings } from '../../../src/app/lesson-readings';
import { foldsAmong, partsAmong, unknownPlaces } from '../../../src/ui/lesson/on-show';
import { partText } from '../../recording';
import { fakePage, type FakePage } from './ports';

const file = (path: string) => readFileSync(`public/${path}`, 'utf8');
const listed = parseLessonIndex(file('lessons.json'), 'lessons.json');
const OWN: Record<string, string> = Object.fromEntries([
  ...readdirSync('public/demo').map((name) => [`demo/${name}`, partText(name.replace('.json.gz', ''))]),
  ...['scenarios', 'lessons'].flatMap((folder) =>
    readdirSync(`public/${folder}`).map((name) => [`${folder}/${name}`, file(`${folder}/${name}`)]),
  ),
  ['lessons.json', file('lessons.json')],
  ['models.json', '{"models": []}'],
]);
const now = ({ app }: FakePage) => app.store.getState();
const started = async (hash = '', own: Record<string, string | Promise<string>> = OWN, over = {}): Promise<FakePage> => {
  const page = fakePage({ own, hash, ...over });
  await page.app.start();
  return page;
};
const begun = (page: FakePage, step: number) =>
  vi.waitFor(() => expect([now(page).lesson?.step, now(page).lesson?.begun]).toEqual([step, true]));
const setOf = (page: FakePage) => shippedOf(shownRun(now(page).experiment)!.set.set);
const read = (page: FakePage) => lessonReadings(now(page));

test('the list names every lesson, as each names itself', () => {
  const files = readdirSync('public/lessons');
  expect(listed.map(({ id }) => `${id}.json`).toSorted()).toEqual(files.toSorted());
  for (const one of listed) {
    const { id, title, minutes, about } = parseLesson(file(`lessons/${one.id}.json`), one.id);
    expect({ id, title, minutes, about }).toEqual(one);
  }
});

/** Readings that a step names. */
const namedBy = ({ text, reveal = '', guess = [] }: LessonStep): ReadingName[] => [
  ...[...`${text} ${reveal}`.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).filter(isReadingName),
  ...guess.flatMap(({ right = [] }) => right.map(({ reading }) => reading)),
];

test.each(listed.map(({ id }) => id))('lesson %s: every step can be reached, done, and told from the recording', async (id) => {
  const page = await started();
  const lesson = parseLesson(file(`lessons/${id}.json`), id);
  for (const [i, step] of lesson.steps.entries()) {
    page.follow(stepHash(id, i));
    await begun(page, i);
    const where = `${id} ${i + 1}`;
    expect([where, unknownPlaces(step.show)]).toEqual([where, []]);
    expect([where, partsAmong(step.show).size > 0, foldsAmong(step.show)]).toBeTruthy();
    const { view } = now(page).experiment;
    expect([where, chosen(view, pinnedBy(lesson, i))]).toEqual([where, view]);
    expect([where, now(page).lesson!.done.includes(i)]).toEqual([where, false]);
    if (step.live) {
      expect([where, step.done?.length ?? 0]).not.toEqual([where, 0]);
      continue;
    }
    expect([where, setOf(page)]).toEqual([where, pinnedBy(lesson, i).set ?? 'empathy']);
    if (step.done) {
      expect([where, step.shown]).not.toEqual([where, undefined]);
      page.follow(stepHash(id, i, step.shown));
    }
    const needed = namedBy(step);
    if (needed.some((name) => name.startsWith('choice'))) await page.app.lookAtChoices();
    if (needed.some((name) => name.startsWith('play'))) await page.app.lookAtPlays();
    if (step.done) await vi.waitFor(() => expect([where, now(page).lesson!.done.includes(i)]).toEqual([where, true]));
    await vi.waitFor(() => expect([where, needed.filter((name) => read(page)(name) === null)]).toEqual([where, []]));
    const judged = step.guess?.filter(({ right }) => right) ?? [];
    if (judged.length > 0) {
      expect([where, judged.length]).toEqual([where, step.guess!.length]);
      expect([where, judged.filter(({ right }) => allHold(right!, read(page))).map(({ text }) => text)]).toHaveProperty('1.length', 1);
    }
  }
  expect(now(page).error).toBeNull();
});

const OF_GAMES = [
  ...(['playMean', 'playShift', 'playShiftLow', 'playShiftHigh', 'playShiftTold', 'playShiftDown', 'playMoved'] as const),
  ...(['playAsked', 'playAskedLow', 'playAskedHigh', 'playAskedTold', 'playAskedMoved', 'playR', 'playRGames', 'playRTold'] as const),
] as const;

test('what the lesson on games says stays true whatever is played beside the recording', async () => {
  const page = await started('#lesson=play&step=3');
  await begun(page, 2);
  await page.app.lookAtPlays();
  const readings = () => OF_GAMES.map((name) => [name, read(page)(name)]);
  const before = readings();
  expect(before.filter(([, value]) => value === null)).toEqual([]);
  // What its answers say in words of the recording: which interval has 0 in it, and in how many games something changed.
  const told = { playShiftTold: 'open', playAskedTold: 'open', playRTold: 'open' };
  const ends = { playShiftLow: 0, playAskedLow: 0, playShiftHigh: 0.75, playAskedHigh: 0.375 };
  expect(Object.fromEntries(before)).toMatchObject({ ...told, ...ends, playRGames: 7, playMoved: 2, playAskedMoved: 1 });
  const { experiment } = now(page);
  const duel = experiment.games.find(({ game }) => game.id === 'the-duel')!.id;
  const alone = experiment.plays.filter(({ control, edits }) => !control && edits[0]?.amount === 0);
  // Eleven more seeds of the duel, without a push, under those of the recording and under a stronger one.
  const shots = ['shoot', 'shoot', 'shoot', 'shoot', 'shoot'].map((action) => ({ ...alone[0]!.steps[0]!, action, policy: null }));
  const waits = [...shots, shots[0]!].map((one) => ({ ...one, action: 'wait' }));
  const here = Array.from({ length: 11 }, (_, i) => i + 100).flatMap((seed) =>
    [0, 3, 3.6, -3].map((amount) => ({
      ...alone[0]!,
      ...{ id: `here ${seed} ${amount}`, game: duel, variant: null, seed, steps: amount > 0 ? waits : shots },
      edits: alone[0]!.edits.map((one) => ({ ...one, amount })),
    })),
  );
  const plays = [...experiment.plays, ...here];
  page.app.store.setState({ experiment: { ...experiment, plays } });
  expect(readings()).toEqual(before);
  expect(read(page)('plays')).toBeGreaterThan(40);
  // Without the recording it is of these eleven, which all end with 1 under the push and with 0 without: that is settled.
  page.app.store.setState({ experiment: { ...experiment, plays: here } });
  expect([read(page)('playShiftTold'), read(page)('playShiftLow'), read(page)('playAskedTold')]).toEqual(['up', 1, null]);
});

test('no guess of the lesson on games is right by an estimate alone: where the page bounds one, the interval decides', () => {
  const { steps } = parseLesson(file('lessons/play.json'), 'play');
  const judged = steps.flatMap(({ guess = [] }) => guess.flatMap(({ right = [] }) => right.map(({ reading }) => reading)));
  expect(judged.length).toBeGreaterThan(0);
  expect(judged.filter((name) => ['playShift', 'playShiftDown', 'playAsked', 'playR'].includes(name))).toEqual([]);
});

test('a link to a step opens that step; what the link says beside it holds; the address says no more than differs', async () => {
  const page = await started('#lesson=words&step=3');
  expect(now(page).lesson).toMatchObject({ step: 2, begun: true, done: [] });
  expect(setOf(page)).toBe('empathy');
  await vi.waitFor(() => expect(page.written.at(-1) ?? '').toMatch(/#v=2&lesson=words&step=3&end=1$/));
  page.follow('#lesson=words&step=3&set=empathy-matched&layer=20');
  await vi.waitFor(() => expect(now(page).lesson!.done).toEqual([2]));
  expect([setOf(page), now(page).experiment.view.layer]).toEqual(['empathy-matched', 20]);
  await vi.waitFor(() => expect(page.written.at(-1)).toMatch(/#v=2&lesson=words&step=3&set=empathy-matched&layer=20&end=1$/));
});

test('a step on its way leaves the address as it was followed: a reload finds that step, not what was set before it', async () => {
  let come: (text: string) => void = () => undefined;
  const own = { ...OWN, 'scenarios/fairness.json': new Promise<string>((resolve) => (come = resolve)) };
  const page = await started('#lesson=own&step=1', own);
  await begun(page, 0);
  const before = page.written.length;
  page.follow('#lesson=own&step=2');
  await vi.waitFor(() => expect(now(page).lesson).toMatchObject({ step: 1, begun: false }));
  page.app.dismissError();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(page.written.slice(before)).toEqual([]);
  come(file('scenarios/fairness.json'));
  await begun(page, 1);
  await vi.waitFor(() => expect(page.written.at(-1)).toMatch(/#v=2&lesson=own&step=2&end=1$/));
});

test.each([
  ['demo/fairness.json.gz', 'The recorded numbers of this step could not be fetched.', '#lesson=own&step=2'],
  ['scenarios/fairness.json', 'The texts of this step could not be fetched.', '#lesson=own&step=2'],
])('a step without %s does not begin: it is said, and the step begins once it can be had', async (lost, missing, hash) => {
  const own: Record<string, string> = Object.fromEntries(Object.entries(OWN).filter(([name]) => name !== lost));
  const page = await started('#lesson=own&step=1', own);
  page.follow(hash);
  await vi.waitFor(() => expect(now(page).lesson).toMatchObject({ step: 1, begun: false, missing }));
  own[lost] = OWN[lost]!;
  page.app.retryStep();
  await begun(page, 1);
  expect(now(page).lesson!.missing).toBeNull();
  expect(setOf(page)).toBe('fairness');
});

test('a step that was left as done is not done again by what the page showed before', async () => {
  const page = await started('#lesson=words&step=4&set=empathy-matched');
  expect(now(page).lesson!.done).toEqual([3]);
  page.follow('#lesson=words&step=3');
  await begun(page, 2);
  expect(now(page).lesson!.done).toEqual([3]);
});

test('whoever leaves has view, set and words back', async () => {
  const page = await started('#set=decisions&layer=7&alpha=-2&draws=9&beside=length');
  await vi.waitFor(() => expect(setOf(page)).toBe('decisions'));
  page.app.setSteering({ prompt: 'My own words?' });
  const { view } = now(page).experiment;
  page.follow('#lesson=words&step=2');
  await begun(page, 1);
  expect(now(page).experiment.view).toMatchObject({ layer: 15, seed: 1, beside: ['words'] });
  expect(setOf(page)).toBe('empathy');
  page.app.guess(2);
  page.app.guess(0);
  expect(now(page).lesson!.guesses).toEqual({ 1: 2 });
  page.app.selectLayer(3);
  page.app.leaveLesson();
  expect(now(page).experiment.view).toEqual(view);
  expect(now(page).set).toMatchObject({ shipped: 'decisions' });
  expect(now(page).lesson).toBeNull();
  await vi.waitFor(() => expect(page.written.at(-1)).toMatch(/#v=2&set=decisions&layer=7&draws=9&beside=length&alpha=-2/));
});

test('guesses and what is done are there after a reload, and at a later step; whoever begins the lesson anew has none', async () => {
  const first = await started('#lesson=words&step=4&set=empathy-matched');
  await vi.waitFor(() => expect(now(first).lesson!.done).toEqual([3]));
  first.follow('#lesson=words&step=1');
  await begun(first, 0);
  first.app.guess(1);
  const { settings } = first.kept;
  await vi.waitFor(() => expect(JSON.parse(settings.get('lessons')!)).toMatchObject({ words: { guesses: [[0, 1]], done: [3] } }));
  const kept = () => ({ kept: { settings: new Map(settings) } });
  // A reload, also of the first step; and a link to a later one.
  for (const [hash, arrival] of [
    ['#lesson=words&step=1', 'again'],
    ['#lesson=words&step=2', 'new'],
  ] as const)
    // prettier-ignore
    expect(now(await started(hash, OWN, { ...kept(), arrival })).lesson).toMatchObject({ guesses: { 0: 1 }, done: [3] });
  // The first step, come to from elsewhere.
  const anew = await started('#lesson=words&step=1', OWN, kept());
  expect([now(anew).lesson!.guesses, now(anew).lesson!.done, anew.kept.settings.has('lessons')]).toEqual([{}, [], false]);
  // Asked for on the page, also while a guess is being kept.
  const asked = await started('#lesson=words&step=2', OWN, kept());
  asked.app.guess(0);
  asked.app.forgetLesson();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect([now(asked).lesson, asked.kept.settings.has('lessons')]).toMatchObject([{ guesses: {}, done: [], begun: false }, false]);
  // A lesson that was edited since is another one; so is what is damaged.
  const edited = { ...OWN, 'lessons/words.json': file('lessons/words.json').replace('"title": "', '"title": "New: ') };
  expect(now(await started('#lesson=words&step=2', edited, kept())).lesson).toMatchObject({ guesses: {}, done: [] });
  const damaged = { kept: { settings: new Map([['lessons', '{"words":{"guesses":7']]) } };
  const page = await started('#lesson=words&step=2', OWN, damaged);
  expect([now(page).lesson!.guesses, now(page).error]).toEqual([{}, null]);
});

test('a browser that keeps no settings has them as long as the page, and that is no alarm', async () => {
  const page = fakePage({ own: OWN, hash: '#lesson=words&step=1' });
  vi.spyOn(page.context.disk.settings, 'writeSetting').mockReturnValue(false);
  vi.spyOn(page.context.disk.settings, 'readSetting').mockReturnValue(null);
  await page.app.start();
  page.app.guess(1);
  page.follow('#lesson=words&step=2');
  await begun(page, 1);
  expect([now(page).lesson!.guesses, now(page).error]).toEqual([{ 0: 1 }, null]);
});

test('a lesson by a link leaves the page as that opens without one', async () => {
  const page = await started('#lesson=words&step=4&set=empathy-matched');
  page.app.leaveLesson();
  await vi.waitFor(() => expect([now(page).set.status, setOf(page)]).toEqual(['ready', 'empathy']));
  await vi.waitFor(() => expect(now(page).set).toMatchObject({ shipped: 'empathy' }));
  // The prompt is the set's own, and nobody's words.
  expect([read(page)('prompt'), now(page).ownPrompt]).toEqual(['food-delivery-prompt', '']);
  await vi.waitFor(() => expect(page.written.at(-1)).toBe('http://lab.test/'));
});

const lessonText = (change: (lesson: { steps: { settings: string }[] }) => void): string => {
  const lesson = JSON.parse(file('lessons/words.json')) as { steps: { settings: string }[] };
  change(lesson);
  return JSON.stringify(lesson);
};

test.each([
  ['#lesson=nobody&step=1', OWN, 'lesson-missing', /No lesson is called “nobody”/],
  ['#lesson=words&step=99', OWN, 'lesson-step', /has steps 1 to 5, and no step 99/],
  ['#lesson=words', { ...OWN, 'lessons/words.json': '{' }, 'lesson-not-json', /lessons\/words\.json.*not JSON/],
  [
    '#lesson=words',
    { ...OWN, 'lessons/words.json': lessonText(({ steps }) => (steps[1]!.settings = 'set=nowhere')) },
    'lesson-invalid',
    /steps\[1\]\.settings: expected settings of a link, got set=nowhere \(one of empathy/,
  ],
  [
    '#lesson=words',
    { ...OWN, 'lessons/words.json': lessonText(({ steps }) => (steps[0]!.settings = 'model=gpt-9')) },
    'lesson-invalid',
    /steps\[0\]\.settings: expected settings of a link, got model=gpt-9 \(no setting of this version\)/,
  ],
  ['#lesson=words', { ...OWN, 'lessons.json': undefined as unknown as string }, 'network', /lessons\.json could not be fetched/],
])('%s: what is wrong is said, and the page opens without it', async (hash, own, code, message) => {
  const page = await started(hash, own);
  expect(now(page).error).toMatchObject({ code, message: expect.stringMatching(message) as string });
  expect(now(page).lesson).toBeNull();
  expect(setOf(page)).toBe('empathy');
});

test('a link that is no lesson’s ends it; one of a broken lesson does so, too', async () => {
  const page = await started('#layer=4');
  page.follow('#lesson=words');
  await begun(page, 0);
  page.follow('#lesson=nobody');
  await vi.waitFor(() => expect(now(page).error?.code).toBe('lesson-missing'));
  expect(now(page).lesson).toBeNull();
  page.follow('#lesson=words');
  await begun(page, 0);
  page.follow('#layer=9');
  await vi.waitFor(() => expect(now(page).experiment.view.layer).toBe(9));
  expect(now(page).lesson).toBeNull();
});

test('a lesson of one’s own opens in this tab, and an edited one takes its place; a bad file is said and changes nothing', async () => {
  const page = await started();
  const mine = lessonText((lesson) => Object.assign(lesson, { id: 'mine', title: 'Mine' }));
  const hash = await page.app.openLesson(new File([mine], 'mine.json'));
  expect(hash).toBe('#lesson=mine&step=1');
  page.follow(hash);
  await begun(page, 0);
  page.app.guess(0);
  page.follow('#lesson=mine&step=2');
  await begun(page, 1);
  expect(now(page).lesson).toMatchObject({ lesson: { title: 'Mine' }, guesses: { 0: 0 } });
  await page.app.openLesson(new File([mine.replace('"Mine"', '"Edited"')], 'mine.json'));
  page.follow('#lesson=mine&step=1');
  await vi.waitFor(() => expect(now(page).lesson).toMatchObject({ lesson: { title: 'Edited' }, guesses: {} }));
  await expect(page.app.openLesson(new File(['{}'], 'bad.json'))).rejects.toMatchObject({ code: 'lesson-invalid' });
  expect(now(page).error?.message).toMatch(/^bad\.json: format: expected "eia-lab\/lesson"/);
  expect(now(page).lesson?.lesson.title).toBe('Edited');
});
