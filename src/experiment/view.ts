/** What of an experiment is looked at, and how the next run reads and the next answer is pushed. A link carries it. */
import * as v from 'valibot';
import { FOLDS } from '../lab/folds';
import { METHODS } from '../lab/readers/method';
import { middleBand } from '../lab/units';
import { edit, unit } from './answer';
import { CHOOSING, choosingSettings, PLAYING, playingSettings, SWEEPING, sweepingSettings } from './ask-settings';
import { CAPTURE, captureSettings } from './capture';
import { finite, flag, list, oneOf, record, text, whole } from '../formats/schemas';
import { band, id } from './fields';
import { shownGame } from './shown-game';

export const steeringSettings = record({
  prompt: text,
  /** Put the prompt in the model's chat template. */
  template: flag,
  band,
  unit,
  /** In `unit`. */
  alpha: finite,
  seed: finite,
  temperature: finite,
  topP: finite,
  repetitionPenalty: finite,
  maxNewTokens: whole,
});
export type SteeringSettings = v.InferOutput<typeof steeringSettings>;

/** What can be drawn beside the AUROC curve. */
export const BESIDE = ['words', 'length', 'shuffled', 'random', 'left-out', 'folds', 'tokens', 'meaningless'] as const;
export type BesideId = (typeof BESIDE)[number];
const besideDefaults: readonly BesideId[] = ['words', 'shuffled', 'left-out'];

export const view = record({
  /** The analysis that is shown; null before the first. */
  analysis: v.nullable(id),
  /** The answers that are shown, side by side. */
  answers: list(id),
  /** The answers of the conversation that is shown, one a turn. */
  chat: v.optional(list(id), []),
  /** The block that is shown. */
  layer: whole,
  /** How texts will be read by the next run. */
  capture: captureSettings,
  /** How directions are found in the next analysis. */
  method: v.optional(oneOf(...METHODS), 'mean-difference'),
  /** The mean of neutral texts is taken out of directions, from the next analysis on. */
  withoutMean: v.optional(flag, false),
  steering: steeringSettings,
  /** What else happens to the residual stream while an answer is written, beside the push of α. */
  edits: v.optional(list(edit), []),
  /** Directions that answers are read along beside the ones that push them. */
  reading: v.optional(list(id), []),
  /** What is asked of items to choose in. */
  choosing: v.optional(choosingSettings, CHOOSING),
  /** What is swept over. */
  sweeping: v.optional(sweepingSettings, SWEEPING),
  /** Which games are played, many at a time. */
  playing: v.optional(playingSettings, PLAYING),
  /** The game that is looked at; null: the one that was played last. */
  game: v.optional(v.nullable(shownGame), null),
  /** What is drawn beside the AUROC curve. */
  beside: v.optional(list(oneOf(...BESIDE)), besideDefaults),
  /** Of everything drawn by chance in an analysis. */
  seed: finite,
  /** Parts in which all pairs are held out in turn, in the next analysis. */
  folds: v.optional(finite, FOLDS.standard),
});
export type View = v.InferOutput<typeof view>;

/** What the page's fields and links may set; the console is free. */
export const LIMITS = {
  alpha: { min: -1e5, max: 1e5, whole: false },
  seed: { min: 0, max: 2 ** 32 - 1, whole: true },
  temperature: { min: 0, max: 2, whole: false },
  topP: { min: 0.05, max: 1, whole: false },
  repetitionPenalty: { min: 1, max: 2, whole: false },
  maxNewTokens: { min: 1, max: 8192, whole: true },
} as const;

/** A middle band and a dose in class separations: what visibly works on a small model and means the same on a large one. */
export const steeringDefaults = (layers: number): SteeringSettings => ({
  prompt: '',
  template: true,
  band: middleBand(layers),
  unit: 'separation',
  alpha: 3,
  seed: 1,
  temperature: 0,
  topP: 1,
  repetitionPenalty: 1.1,
  maxNewTokens: 64,
});

/** Blocks of the recorded run that a visitor meets: what a link leaves out is meant for a model of so many. */
export const START_LAYERS = 30;

/** What is looked at before anyone touches anything. */
export const startView = (layers = START_LAYERS): View => ({
  analysis: null,
  answers: [],
  chat: [],
  layer: Math.floor(layers / 2),
  capture: CAPTURE,
  method: 'mean-difference',
  withoutMean: false,
  steering: steeringDefaults(layers),
  edits: [],
  reading: [],
  choosing: CHOOSING,
  sweeping: SWEEPING,
  playing: PLAYING,
  game: null,
  beside: besideDefaults,
  seed: 1,
  folds: FOLDS.standard,
});
