/** What is to be played by a model, and in which way. Pure. */
import type { DirectionsRecord } from '../experiment/directions';
import { FREE } from '../experiment/expect-play';
import { knownGame } from '../experiment/known-game';
import { otherConcept } from '../experiment/other-concept';
import { gamesWanted, type GameWanted, type PlayPlan, type PlayWay } from '../experiment/play-plan';
import type { ShownRun } from '../experiment/shown';
import type { Game } from '../formats/game';
import type { ChoiceItems } from './choice-work';
import { setWay } from './set-way';
import type { LabState } from './state';
import { expectDirections } from './steer-actions';

/** What a person wants played. */
export interface PlayWish {
  readonly games: readonly Game[];
  /** Which controls of the games, null for the games as they are. */
  readonly variants: readonly (string | null)[];
  /** How often each, its seeds counted from `seed`. */
  readonly times: number;
  readonly seed: number;
  /** Beside 0, which is always played. */
  readonly alphas: readonly number[];
  readonly random: number;
  /** The model writes its actions, in place of letters of the menu. */
  readonly free?: boolean;
  /** The other controls, where they can be had. */
  readonly controls: boolean;
}

/** What a wish comes to: in which way, and what of it was not played to its end yet. */
export interface PlayWork {
  readonly run: ShownRun;
  readonly way: PlayWay;
  /** The directions of another concept, where there are some. */
  readonly other: DirectionsRecord | null;
  readonly wanted: readonly GameWanted[];
}

type Settings = Pick<LabState, 'experiment' | 'model'>;

/** What is played in: the settings of the page. Throws as `expectDirections`. */
export function wayToPlay(state: Settings): PlayWay {
  const { info, run } = expectDirections(state);
  const { band, unit, edits, template } = setWay(state);
  const { graphHash, device } = info;
  return { directions: run.record.id, band, unit, edits, template, model: { graphHash, device } };
}

/** `asking`, `texts`: what there is to control with. Throws as `expectDirections`. */
export function playWork(state: Settings, { asking, texts }: Pick<ChoiceItems, 'asking' | 'texts'>, wish: PlayWish): PlayWork {
  const { run } = expectDirections(state);
  const way = wayToPlay(state);
  const { games, variants, times, alphas, random, seed, controls, free = false } = wish;
  const other = controls ? otherConcept(state.experiment, run, way.band) : null;
  const plan: PlayPlan = {
    ...{ games: games.map(knownGame), player: free ? FREE : 'model', variants, times, alphas, random, seed },
    shuffled: controls && texts,
    other: other?.id ?? null,
    asking: controls ? asking : null,
  };
  return { run, way, other, wanted: gamesWanted(plan, way, state.experiment) };
}

/** How many steps that takes at most: a game may end before. */
export const stepsAtMost = (wanted: readonly GameWanted[]): number =>
  wanted.reduce((sum, { game, begun }) => sum + game.game.steps - (begun?.steps.length ?? 0), 0);
