/** Games: as they are asked for, and played by the loaded model, a person, a script or dice. What was played stays as it comes. */
import { errorData, LabError } from '../error';
import { withPlay } from '../experiment/additions';
import { askedPrompt } from '../experiment/control';
import { FREE } from '../experiment/expect-play';
import { byId, freshId } from '../experiment/experiment';
import { knownGame, type KnownGame } from '../experiment/known-game';
import type { Play, PlayedStep } from '../experiment/play';
import type { GameWanted, PlayPlan, PlayWay } from '../experiment/play-plan';
import { stampOf } from '../experiment/stamp';
import { takenOver } from '../experiment/taken-over';
import { parseGame, type Game } from '../formats/game';
import { expectSmall, GAME } from '../formats/kind';
import { readText } from '../formats/text';
import { EXAMPLE_GAME, gameFile, isShippedGame, SHIPPED_GAMES } from '../play/shipped';
import { inVariant } from '../play/variant';
import type { PlayEvent } from '../protocol';
import { askings, controlsLeftOut } from './asking';
import { choicePushes, directionsOf, expectEdits, rowsBeside } from './choice-pushes';
import { forkControl } from './fork-control';
import { guard } from './guard';
import { onlyOf } from './model-state';
import { playWork, wayToPlay, type PlayWish } from './play-work';
import type { Context, ModelClient } from './ports';
import type { PlayState } from './state';
import { expectDirections } from './steer-actions';
import { hasTexts } from './run-texts';
import { t } from '../language/t';

/** A game that goes on from another: what was done there before step `steps`, and another push from then on. */
export interface ForkWish {
  readonly play: string;
  readonly steps: number;
  readonly alpha: number;
}

type Running = Extract<PlayState, { status: 'running' }>;

export function playActions(context: Context, model: ModelClient) {
  const { store, clock, fetchOwn, runFiles } = context;
  const { getState: get, setState: set } = store;
  let stop: AbortController | null = null;
  const askingOf = askings(fetchOwn);
  /** Throws `bad-input` for a name that no game has, and what fetching and reading it throw. */
  async function shippedGame(id: string): Promise<Game> {
    if (!isShippedGame(id))
      throw new LabError('bad-input', t`No game is called “${id}”.`, t`Those that come with the lab are ${SHIPPED_GAMES.join(', ')}.`);
    const file = gameFile(id);
    return parseGame(await (await fetchOwn(file)).text(), file);
  }

  /**
   * A game of one's own, played before it is taken. Throws as `RunFileCalls.takeGame`, and `game-invalid` for other rules under the id of a
   * game that comes with the lab: what is played would be taken for that one.
   */
  async function ownGame(json: string, file: string): Promise<Game> {
    const game = await runFiles.call('takeGame', { json, file });
    if (isShippedGame(game.id) && knownGame(game).id !== knownGame(await shippedGame(game.id)).id) throw ofTheLab(game, file);
    return game;
  }

  /**
   * Plays one game to its end, a record from its first step on; it gets its name with that step, for others are kept meanwhile. `begun`:
   * the record that it goes on with, or, with `from`, the steps that it takes over.
   */
  async function playOne(
    wanted: GameWanted,
    way: PlayWay,
    push: Float32Array,
    from: Play['from'],
    player: PlayPlan['player'],
    signal: AbortSignal,
  ): Promise<void> {
    const { info, run } = expectDirections(get());
    const { game, variant, seed, row, begun } = wanted;
    const { epoch, experiment } = get();
    const { directions: known } = experiment;
    const { control } = row;
    let id = from ? null : (begun?.id ?? null);
    const by = { model: stampOf(info), directions: way.directions };
    const along = [run.record, ...directionsOf(way.edits, known), ...otherOf(control)];
    const first: Omit<Play, 'id' | 'game'> = {
      at: clock.now().toISOString(),
      variant,
      seed,
      player,
      model: by.model,
      template: way.template,
      edits: [{ op: 'add', directions: way.directions, band: way.band, amount: row.amount, unit: way.unit, when: 'all' }, ...way.edits],
      steps: begun ? takenOver(begun, by) : [],
      ...(from && { from }),
      ...(control && { control }),
    };
    let steps: readonly PlayedStep[] = first.steps;
    const request = {
      game: inVariant(game.game, variant),
      seed,
      done: steps.map(({ action }) => action),
      before: askedPrompt('', control),
      template: way.template,
      alphas: [row.amount],
      ...rowsBeside([push], way.edits, known, info),
      read: run.directions.data,
      ...(player === FREE && ({ answers: FREE } as const)),
    };
    const onEvent = ({ action, policy, mass, wrote, read, tokens, computed, asked }: PlayEvent): void => {
      steps = [
        ...steps,
        { action, policy, mass, read: read.length > 0 ? read : null, ...(tokens > 0 && { tokens }), ...(wrote !== undefined && { wrote }) },
      ];
      const name = (id ??= freshId('play', get().experiment.plays));
      set((now) => ({
        ...(now.epoch === epoch && { experiment: withPlay(now.experiment, { ...first, id: name, steps }, game, along) }),
        ...(now.play.status === 'running' && { play: { ...stepped(now.play), playing: name, computed, asked } }),
      }));
    };
    await onlyOf(info, model, get).call('play', request, { signal, onEvent });

    function otherOf(of: Play['control']) {
      const other = of?.kind === 'other' ? byId(known, of.directions) : undefined;
      return other ? [other] : [];
    }
  }

  /** Does `work` as the one thing that is played. */
  async function alone(of: number, work: (signal: AbortSignal) => Promise<string | null>): Promise<void> {
    if (get().play.status === 'running') return;
    const own = (stop = new AbortController());
    const { epoch } = get();
    const { rate } = get().play;
    let note: string | null = null;
    const none = { done: 0, steps: 0, computed: 0, asked: 0, playing: null };
    set({ play: { status: 'running', ...none, of, rate, began: clock.elapsed(), stopping: false }, error: null });
    try {
      note = await work(own.signal);
    } catch (error) {
      if (errorData(error).code !== 'cancelled') throw error;
      note = get().epoch === epoch ? t`Stopped. What was played stays, and playing again goes on from there.` : REPLACED;
    } finally {
      stop = null;
      set(({ play }) => ({ play: { status: 'idle', note, rate: play.rate } }));
    }
  }

  /** With one step more, and how long one takes. */
  const stepped = (play: Running): Running => {
    const steps = play.steps + 1;
    return { ...play, steps, rate: (clock.elapsed() - play.began) / 1000 / steps };
  };

  async function playAll(wish: PlayWish): Promise<void> {
    const { info, run } = expectDirections(get());
    const [asking, texts] = wish.controls ? await Promise.all([askingOf(run), hasTexts(context, run)]) : [null, false];
    const { way, other, wanted } = playWork(get(), { asking, texts }, wish);
    const left = wish.controls ? controlsLeftOut({ asking, texts, other }, run.set.set.name) : [];
    expectEdits({ run, way }, wish.alphas, get().experiment.directions, info);
    await alone(wanted.length, async (signal) => {
      if (wanted.length === 0) return t`All of this was played before.`;
      const pushOf = choicePushes(context, { run, way, other });
      for (const [done, one] of wanted.entries()) {
        set((now) => (now.play.status === 'running' ? { play: { ...now.play, done, playing: null } } : {}));
        await playOne(one, way, await pushOf(one.row), undefined, wish.free ? FREE : 'model', signal);
      }
      return left.join(' ') || null;
    });
  }

  async function playFork({ play: name, steps, alpha }: ForkWish): Promise<void> {
    const { info, run } = expectDirections(get());
    const way = wayToPlay(get());
    const parent = byId(get().experiment.plays, name);
    const game = parent && byId(get().experiment.games, parent.game);
    if (!parent || !game) throw new LabError('bad-input', t`No game “${name}” was played.`, t`Choose one that was.`);
    const { directions: known } = get().experiment;
    expectEdits({ run, way }, [alpha], known, info);
    const { control, other } = forkControl(parent, known, run.directions);
    const row = { amount: alpha, ...(control && { control }) };
    await alone(1, async (signal) => {
      const pushOf = choicePushes(context, { run, way, other });
      const { variant, seed } = parent;
      const begun: Play = { ...parent, steps: parent.steps.slice(0, steps) };
      await playOne(
        { game, variant, seed, row, begun },
        way,
        await pushOf(row),
        { play: name, steps },
        parent.player === FREE ? FREE : 'model',
        signal,
      );
      return null;
    });
  }

  return {
    shippedGame,
    ownGame,
    /**
     * The same of a file of this disk, to stand among the lab's own. Throws as `ownGame`, `game-invalid` also for the id of one of
     * those, and where the file is too large to be one or is no text.
     */
    async openGame(file: File): Promise<Game> {
      expectSmall(file.size, file.name, GAME);
      const game = await ownGame(await readText(file, file.name), file.name);
      if (isShippedGame(game.id)) throw ofTheLab(game, file.name);
      return game;
    },
    /** The example of a game of one's own, taken as one. Throws what fetching it throws, and as `ownGame`. */
    exampleGame: async (): Promise<Game> => ownGame(await (await fetchOwn(EXAMPLE_GAME)).text(), EXAMPLE_GAME),
    /**
     * Has the model play what it has not played yet; what was played stays. Errors end in the store: those of `expectDirections` and of
     * workers/play.
     */
    playGames: (wish: PlayWish): Promise<void> => guard(store, () => playAll(wish)),
    /**
     * The same from the middle of a game on, under another push; a game that is a control stays one. An error of `forkControl` ends in the
     * store, too.
     */
    forkGame: (wish: ForkWish): Promise<void> => guard(store, () => playFork(wish)),
    /** What a person, a script or dice do: a new game for `id` null, else the record of that name with more steps. Gives its name. */
    keepPlayed(game: KnownGame, play: Omit<Play, 'id' | 'game'>, id: string | null): string {
      const name = id ?? freshId('play', get().experiment.plays);
      set((now) => ({ experiment: withPlay(now.experiment, { ...play, id: name }, game, []) }));
      return name;
    },
    /** Stops within one pass; what was played stays. */
    stopPlay(): void {
      stop?.abort();
      set(({ play }) => (play.status === 'running' ? { play: { ...play, stopping: true } } : {}));
    },
  };
}

const ofTheLab = ({ id }: Game, file: string): LabError =>
  new LabError(
    'game-invalid',
    t`${file}: id “${id}” is that of a game that comes with the lab.`,
    t`Give it another id, so that the two are told apart.`,
  );

const REPLACED = t`The game was stopped, because another experiment was opened.`;
