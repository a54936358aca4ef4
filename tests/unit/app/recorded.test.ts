/** The recording in parts: what is looked at comes by itself, and makes nothing of it a person's own. */
import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { alphaOf } from '../../../src/experiment/answer';
import { turnsOf } from '../../../src/experiment/chat';
import { byId } from '../../../src/experiment/experiment';
import { playedOf } from '../../../src/experiment/played';
import { playedIn, playWaysAlong } from '../../../src/experiment/plays-asked';
import { sweepsAlong, sweptIn } from '../../../src/experiment/sweep-asked';
import { shownAnswers, shownRun } from '../../../src/experiment/shown';
import { provenanceOf } from '../../../src/app/state';
import { SHIPPED_GAMES } from '../../../src/play/shipped';
import { partText } from '../../recording';
import { fakePage, type FakePage } from './ports';

const PROMPTS = ['food-delivery', 'the-duel', 'the-listener', 'the-maze', 'the-protector'].map((situation) => `${situation}-prompt`);
const part = (name: string) => [`demo/${name}.json.gz`, partText(name)] as const;
const set = (id: string) => [`scenarios/${id}.json`, readFileSync(`public/scenarios/${id}.json`, 'utf8')] as const;
const OWN: Record<string, string> = Object.fromEntries([
  ...['empathy', 'decisions'].flatMap((id) => [
    set(id),
    part(id),
    part(`${id}.readouts`),
    part(`${id}.choices`),
    ...PROMPTS.map((prompt) => part(`${id}.answers.${prompt}`)),
    ...(id === 'empathy' ? PROMPTS.map((prompt) => part(`${id}.controls.${prompt}`)) : []),
  ]),
  set('honesty'),
  ['models.json', '{"models": []}'],
]);
const now = ({ app }: FakePage) => app.store.getState();
const started = async (own = OWN): Promise<FakePage> => {
  const page = fakePage({ own });
  await page.app.start();
  return page;
};
const alphas = (page: FakePage) => now(page).experiment.view.answers.map((id) => alphaOf(byId(now(page).experiment.answers, id)!));
const setOf = (page: FakePage) => shownRun(now(page).experiment)!.set.set.id;

test('answers to the first prompt and the readout come after the run; nothing of it is the visitor’s own', async () => {
  const page = await started();
  expect(now(page).experiment.analyses).toHaveLength(1);
  await vi.waitFor(() => expect(now(page).experiment.readouts).toHaveLength(1));
  const { experiment, own, error } = now(page);
  expect(shownAnswers(experiment)!.under.settings.prompt).toBe(experiment.view.steering.prompt);
  expect(alphas(page)).toEqual(alphas(page).toSorted((a, b) => a - b));
  expect(experiment.choices).toEqual([]);
  expect(own).toBe(false);
  expect(error).toBeNull();
  expect(page.kept.session).toBeNull();
});

test('another prompt of the set brings its answers', async () => {
  const page = await started();
  await vi.waitFor(() => expect(now(page).experiment.readouts).toHaveLength(1));
  const { prompts } = shownRun(now(page).experiment)!.set.set;
  const maze = prompts.find(({ id }) => id === 'the-maze-prompt')!;
  page.app.setSteering({ prompt: maze.text });
  await vi.waitFor(() => expect(shownAnswers(now(page).experiment)!.under.settings.prompt).toBe(maze.text));
});

test('another set shows its recorded run, in the words of the same situation; back again nothing is fetched', async () => {
  const page = await started();
  await vi.waitFor(() => expect(now(page).experiment.readouts).toHaveLength(1));
  await page.app.openShippedSet('decisions');
  await vi.waitFor(() => expect(setOf(page)).toBe('decisions'));
  await vi.waitFor(() => expect(now(page).experiment.readouts).toHaveLength(2));
  const { prompts } = shownRun(now(page).experiment)!.set.set;
  expect(now(page).experiment.view.steering.prompt).toBe(prompts.find(({ id }) => id === 'food-delivery-prompt')!.text);
  expect([provenanceOf(now(page)), now(page).own]).toEqual(['recorded', false]);
  const before = now(page).parts;
  await page.app.openShippedSet('empathy');
  await vi.waitFor(() => expect(setOf(page)).toBe('empathy'));
  expect(now(page).parts).toBe(before);
});

test('choices come when they are looked at', async () => {
  const page = await started();
  await page.app.lookAtChoices();
  expect(now(page).experiment.choices.length).toBeGreaterThan(100);
});

test('a sweep that is looked at has the answers to every prompt of the set', async () => {
  const page = await started();
  await vi.waitFor(() => expect(now(page).experiment.readouts).toHaveLength(1));
  await page.app.lookAtSweep();
  const { set, record } = shownRun(now(page).experiment)!;
  const [way] = sweepsAlong(now(page).experiment.answers, record.id);
  const { prompts, cells } = sweptIn(now(page).experiment.answers, now(page).experiment.damages, way!)!;
  expect(prompts.toSorted()).toEqual(set.set.prompts.map(({ text }) => text).toSorted());
  expect(cells.filter(({ row }) => !row.control)).toHaveLength(set.set.prompts.length * 9);
  // Beside every prompt twenty random directions at four sizes, shuffled labels at eight strengths, and asking for either side.
  const counted = (kind: string) => cells.filter(({ row }) => row.control?.kind === kind).length / set.set.prompts.length;
  expect([counted('random'), counted('shuffled'), counted('asked')]).toEqual([80, 8, 2]);
  expect(now(page).experiment.answers).toHaveLength(set.set.prompts.length * 99);
  expect([provenanceOf(now(page)), now(page).own]).toEqual(['recorded', false]);
});

test('the conversation comes when it is looked at, in its order, and makes nothing of the experiment a person’s own', async () => {
  const page = await started({ ...OWN, ...Object.fromEntries([part('chat')]) });
  await vi.waitFor(() => expect(now(page).experiment.readouts).toHaveLength(1));
  await page.app.lookAtChat();
  const turns = turnsOf(now(page).experiment);
  expect(turns.map(({ messages }) => messages.length)).toEqual([1, 3, 5, 7]);
  // Pushed in two turns, to either side, and read by the monitor along what is shown.
  expect(turns.map(({ edits: [push] }) => Math.sign(push?.amount ?? 0))).toEqual([0, 1, -1, 0]);
  const { record } = shownRun(now(page).experiment)!;
  for (const { monitor } of turns) expect(monitor!.directions).toBe(record.id);
  expect(now(page).own).toBe(false);
  expect(page.kept.session).toBeNull();
  // Once: who begins anew meant it.
  page.app.newChat();
  await page.app.lookAtChat();
  expect(turnsOf(now(page).experiment)).toEqual([]);
});

test('games come when they are looked at, each played to its end, and make nothing of the experiment a person’s own', async () => {
  const page = await started({ ...OWN, ...Object.fromEntries([part('plays')]) });
  await vi.waitFor(() => expect(now(page).experiment.readouts).toHaveLength(1));
  await page.app.lookAtPlays();
  const { experiment, origins, own } = now(page);
  const { plays, games } = experiment;
  expect([games.map(({ game }) => game.id).toSorted(), own, page.kept.session]).toEqual([[...SHIPPED_GAMES], false, null]);
  for (const one of plays) expect([one.id, playedOf(experiment, one).ended, origins[one.id]]).toEqual([one.id, true, 'recorded']);
  const { record } = shownRun(experiment)!;
  const [way] = playWaysAlong(experiment, record.id);
  const { given, begun } = playedIn(experiment, way!)!;
  // Ten games, without a push and under one to either side, and asked for either side.
  expect([begun.length, given.scores.pushes.map(({ alpha }) => alpha), given.scores.asked.map(({ side }) => side)]).toEqual([
    10,
    [-3, 0, 3],
    ['positive', 'negative'],
  ]);
});

test('a conversation that cannot be fetched is said where it stands, and asked for again', async () => {
  const own = { ...OWN };
  const page = await started(own);
  await page.app.lookAtChat();
  expect(now(page).parts['demo/chat.json.gz']).toMatchObject({ code: 'network' });
  Object.assign(own, Object.fromEntries([part('chat')]));
  await page.app.lookAtChat();
  expect(now(page).parts['demo/chat.json.gz']).toBe('there');
});

test('a run that cannot be fetched leaves what is shown, and its part says why', async () => {
  const page = await started();
  await page.app.openShippedSet('honesty');
  await vi.waitFor(() => expect(now(page).parts['demo/honesty.json.gz']).toMatchObject({ code: 'network' }));
  expect(setOf(page)).toBe('empathy');
});

test('words of one’s own stay, and ask for nothing', async () => {
  const page = await started();
  await vi.waitFor(() => expect(now(page).experiment.readouts).toHaveLength(1));
  const { answers } = now(page).experiment.view;
  page.app.setSteering({ prompt: 'Would you help?' });
  expect(answers).toHaveLength(9);
  await page.app.openShippedSet('decisions');
  await vi.waitFor(() => expect(setOf(page)).toBe('decisions'));
  await vi.waitFor(() => expect(now(page).experiment.readouts).toHaveLength(2));
  expect(now(page).experiment.view.steering.prompt).toBe('Would you help?');
  // What is on show says to what it answers.
  expect(now(page).experiment.view.answers).toEqual(answers);
  expect(Object.keys(now(page).parts).filter((file) => file.includes('decisions.answers'))).toEqual([]);
});
