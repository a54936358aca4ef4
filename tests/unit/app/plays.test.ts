/** Games that a model plays: what a fork takes over from a game of another model, and that no game takes another's place. */
import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PlayWish } from '../../../src/app/play-work';
import { knownGame } from '../../../src/experiment/known-game';
import type { Play } from '../../../src/experiment/play';
import { decodeExperiment, encodeExperiment } from '../../../src/experiment/run-file';
import { shownRun } from '../../../src/experiment/shown';
import { parseGame } from '../../../src/formats/game';
import { modelStep } from '../../../src/play/play';
import { begin, type GameState } from '../../../src/play/state';
import { step } from '../../../src/play/step';
import type { PlayEvent, PlayRequest } from '../../../src/protocol';
import { clearReadings, findReading } from '../../../src/storage/readings';
import { LAYERS, tinyModel, type Model } from './model';
import { ownFilesUnasked } from './own';
import { fakePage, type Answers, type FakePage } from './ports';

const duel = parseGame(readFileSync('public/games/the-duel.json', 'utf8'), 'the-duel.json');
const known = knownGame(duel);
const WISH: PlayWish = { games: [duel], variants: [null], times: 1, seed: 1, alphas: [], random: 0, controls: false };
const READ = [1, 2, 3];

let model: Model;
/** Before each step that the model plays. */
let before: () => void;

const asked: PlayRequest[] = [];

/** Waits, whatever the menu says. */
const playing: Answers = async (kind, input, options) => {
  if (kind !== 'play') return model.answers(kind, input, options);
  asked.push(input as PlayRequest);
  const { game, seed, done } = input as PlayRequest;
  let state: GameState = done.reduce((now, action) => step(game, now, action), begin(game, seed));
  while (state.ended === null) {
    before();
    const played = await modelStep(game, state, seed, ({ prompt, options: letters }) =>
      Promise.resolve({ logProbs: letters.map((letter) => (prompt.includes(`${letter}) Wait`) ? -0.001 : -20)), read: READ }),
    );
    options?.onEvent?.({ step: state.moves.length, ...played, tokens: 9, computed: 9, asked: 9 } satisfies PlayEvent as never);
    state = step(game, state, played.action);
  }
  return [];
};

beforeEach(async () => {
  model = tinyModel();
  before = () => undefined;
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await clearReadings();
});
afterEach(() => vi.restoreAllMocks());

const now = ({ app }: FakePage) => app.store.getState();
async function run(): Promise<FakePage> {
  const page = fakePage({ answers: playing, own: ownFilesUnasked('empathy', 'neutral'), readings: { findReading } });
  await page.app.start();
  await page.app.loadModel('tiny');
  await page.app.runExperiment();
  return page;
}

/** Puts the first game of the experiment there as another model, or another direction, had played it. */
function played(page: FakePage, change: (play: Play) => Play): Play {
  const { experiment } = now(page);
  const parent = change(experiment.plays[0]!);
  page.app.store.setState({ experiment: { ...experiment, plays: [parent] } });
  return parent;
}
const fork = async (page: FakePage, parent: Play): Promise<Play> => {
  await page.app.forkGame({ play: parent.id, steps: 2, alpha: 1 });
  expect(now(page).error).toBeNull();
  return now(page).experiment.plays.at(-1)!;
};
const readsOf = ({ steps }: Play) => steps.map(({ read }) => read?.length ?? null);

test('a fork of a game of another model takes over what was done there, and none of what was read; its file opens again', async () => {
  const page = await run();
  await page.app.playGames(WISH);
  const parent = played(page, (play) => ({
    ...play,
    model: { ...play.model!, graphHash: 'other', layers: 30 },
    steps: play.steps.map((one) => ({ ...one, read: Array<number>(30).fill(0.5) })),
  }));
  const child = await fork(page, parent);
  expect(child.steps.slice(0, 2).map(({ action }) => action)).toEqual(parent.steps.slice(0, 2).map(({ action }) => action));
  expect(readsOf(child)).toEqual([null, null, ...Array<number>(duel.steps - 2).fill(LAYERS)]);
  // The parent's own reading is none of 30 blocks along directions of three: it stands here for the name alone.
  const plays = [{ ...parent, edits: [], steps: parent.steps.map((one) => ({ ...one, read: null })) }, child];
  expect(decodeExperiment(encodeExperiment({ ...now(page).experiment, plays }), 'run.json').plays).toEqual(plays);
});

test('of the same model along the same directions it takes over what was read; along other ones it does not', async () => {
  const page = await run();
  await page.app.playGames(WISH);
  const same = played(page, (play) => play);
  expect(readsOf(await fork(page, same))).toEqual(Array<number>(duel.steps).fill(LAYERS));
  const { record } = shownRun(now(page).experiment)!;
  const { experiment } = now(page);
  page.app.store.setState({ experiment: { ...experiment, directions: [...experiment.directions, { ...record, id: 'directions-other' }] } });
  const along = played(page, (play) => ({ ...play, edits: [{ ...play.edits[0]!, directions: 'directions-other' }] }));
  expect(readsOf(await fork(page, along))).toEqual([null, null, ...Array<number>(duel.steps - 2).fill(LAYERS)]);
});

test('what is kept before a model has taken its first step stays, and so does what it plays', async () => {
  const page = await run();
  const own = { at: '2026-11-28T12:00:00.000Z', variant: null, seed: 1, player: 'dice', model: null, template: false, edits: [] };
  let kept: string | null = null;
  before = () => (kept ??= page.app.keepPlayed(known, { ...own, steps: [] }, null));
  await page.app.playGames(WISH);
  const { plays } = now(page).experiment;
  expect(plays.map(({ player }) => player)).toEqual(['dice', 'model']);
  expect(plays[0]!.id).toBe(kept);
  expect(new Set(plays.map(({ id }) => id)).size).toBe(2);
  expect(plays[1]!.steps).toHaveLength(duel.steps);
});

test('a fork takes its name with its first step, too; a game that was stopped goes on under its own', async () => {
  const page = await run();
  const steps = (): number => now(page).experiment.plays[0]?.steps.length ?? 0;
  before = () => {
    if (steps() !== 2) return;
    before = () => undefined;
    throw Object.assign(new Error('Stopped.'), { code: 'cancelled', hint: '' });
  };
  await page.app.playGames(WISH);
  const [first] = now(page).experiment.plays;
  expect(steps()).toBe(2);
  await page.app.playGames(WISH);
  expect(now(page).experiment.plays.map(({ id, steps: all }) => [id, all.length])).toEqual([[first!.id, duel.steps]]);
  const own = { at: first!.at, variant: null, seed: 1, player: 'person', model: null, template: false, edits: [], steps: [] };
  before = () => {
    before = () => undefined;
    expect(page.app.keepPlayed(known, own, null)).toMatch(/^play-/);
  };
  const child = await fork(page, first!);
  expect(now(page).experiment.plays.map(({ player }) => player)).toEqual(['model', 'person', 'model']);
  expect(child.from).toEqual({ play: first!.id, steps: 2 });
});

test('a step more of a person’s game is put in its place, a first step never in another’s', async () => {
  const page = await run();
  const own = { at: '2026-11-28T12:00:00.000Z', variant: null, seed: 1, player: 'person', model: null, template: false, edits: [] };
  const waited = { action: 'wait', policy: null, mass: null, read: null };
  const id = page.app.keepPlayed(known, { ...own, steps: [waited] }, null);
  expect(page.app.keepPlayed(known, { ...own, steps: [waited, waited] }, id)).toBe(id);
  expect(page.app.keepPlayed(known, { ...own, steps: [waited] }, null)).not.toBe(id);
  expect(now(page).experiment.plays.map(({ steps }) => steps.length)).toEqual([2, 1]);
});

test.each<[string, Play['control']]>([
  ['a random direction', { kind: 'random', seed: 4, turned: true }],
  ['just asking', { kind: 'asked', side: 'positive', instruction: 'Care for others.' }],
])('a fork of a game that is a control stays one: %s', async (_, control) => {
  const page = await run();
  await page.app.playGames(WISH);
  const parent = played(page, (play) => ({ ...play, ...(control && { control }) }));
  asked.length = 0;
  const child = await fork(page, parent);
  expect(child.control).toEqual(control);
  const [{ before: front, steer }] = asked as [PlayRequest];
  expect(front).toBe(control?.kind === 'asked' ? 'Care for others.\n\n' : '');
  // A random direction is as long as the shown one, and another: the push along it is none along that.
  const plain = await fork(
    page,
    played(page, ({ control: left, ...play }) => (expect(left).toEqual(control), play)),
  );
  expect(plain.control).toBeUndefined();
  const isSame = String(asked[1]!.steer) === String(steer);
  expect(isSame).toBe(control?.kind === 'asked');
});

test('a fork along another concept’s direction that is none for this model is refused before it is begun', async () => {
  const page = await run();
  await page.app.playGames(WISH);
  const { record } = shownRun(now(page).experiment)!;
  const { experiment } = now(page);
  const other = { ...record, id: 'directions-other', layers: 30 };
  page.app.store.setState({ experiment: { ...experiment, directions: [...experiment.directions, other] } });
  const parent = played(page, (play) => ({ ...play, control: { kind: 'other', directions: other.id } }));
  asked.length = 0;
  await page.app.forkGame({ play: parent.id, steps: 2, alpha: 1 });
  expect(now(page).error).toMatchObject({
    code: 'shape-mismatch',
    message: expect.stringContaining('another concept’s direction') as string,
  });
  expect([asked.length, now(page).experiment.plays.length]).toEqual([0, 1]);
});

test('between two games none of them is the one that is played: its steps are not counted for the next', async () => {
  const page = await run();
  const seen: (string | null)[] = [];
  before = () => {
    const { play } = now(page);
    if (play.status === 'running') seen.push(play.playing);
  };
  await page.app.playGames({ ...WISH, times: 2 });
  expect(seen.filter((one) => one === null)).toHaveLength(2);
});
