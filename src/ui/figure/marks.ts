/** The marks that plots and their legends share. */
import type { AreaMark, LineMark, Mark } from './plan';

/** Test pairs. */
export const TEST: LineMark = { shape: 'line', stroke: 'var(--measure)', strokeWidth: 2 };
/** Training pairs. */
export const TRAIN: LineMark = { shape: 'line', stroke: 'var(--ink-3)', strokeWidth: 1.5, strokeDasharray: '5 3' };
/** A coin toss. */
export const CHANCE: LineMark = { shape: 'line', stroke: 'var(--axis)', strokeWidth: 1, strokeDasharray: '2 4' };
/** Where the block that is shown lies. */
export const SHOWN_DEPTH: LineMark = { shape: 'line', stroke: 'var(--ink)', strokeWidth: 1.25 };
/** The bag of words. */
export const WORDS: LineMark = { shape: 'line', stroke: 'var(--control)', strokeWidth: 1.5, strokeDasharray: '6 3' };
/** The number of characters. */
export const LENGTH: LineMark = { shape: 'line', stroke: 'var(--control)', strokeWidth: 1.5, strokeDasharray: '1 4' };
/** Directions learnt from shuffled labels. */
export const SHUFFLED: AreaMark = { shape: 'area', fill: 'var(--ink-3)', fillOpacity: 0.22 };
/** Random directions. */
export const RANDOM: AreaMark = { shape: 'area', fill: 'var(--control)', fillOpacity: 0.16 };
/** The mean over situations that were left out. */
export const LEFT_OUT: LineMark = { shape: 'line', stroke: 'var(--measure-ink)', strokeWidth: 1.75, strokeDasharray: '8 3' };
/** The mean over the folds. */
export const FOLDS: LineMark = { shape: 'line', stroke: 'var(--measure-ink)', strokeWidth: 1.75, strokeDasharray: '2 3' };
/** Test texts whose tokens were shuffled. */
export const TOKENS: LineMark = { shape: 'line', stroke: 'var(--positive-ink)', strokeWidth: 1.75, strokeDasharray: '4 2 1 2' };
/** Labels that mean nothing, one a situation. */
export const MEANINGLESS: LineMark = { shape: 'line', stroke: 'var(--ink-2)', strokeWidth: 1.5, strokeDasharray: '6 2 2 2' };
/** The midpoint of the training texts. */
export const THRESHOLD: LineMark = { shape: 'line', stroke: 'var(--ink-3)', strokeWidth: 1.5, strokeDasharray: '3 4' };
/** The interval of an AUROC. */
export const INTERVAL: AreaMark = { shape: 'area', fill: 'var(--measure)', fillOpacity: 0.18 };
/** Doses at which answers move with the push and stay language. */
export const LANGUAGE_BAND: AreaMark = { shape: 'area', fill: 'var(--positive-ink)', fillOpacity: 0.75 };
/** Where there is no interval. */
export const HATCH: Mark = { shape: 'hatch', stroke: 'var(--ink-3)' };
/** A text of a training pair. */
export const HOLLOW: Mark = { shape: 'dot', fill: 'none', stroke: 'var(--ink-2)' };
/** A text of a test pair. */
export const FILLED: Mark = { shape: 'dot', fill: 'var(--ink-2)', stroke: 'var(--ink-2)' };
/** An answer that somebody rated blind. */
export const RATED = { shape: 'diamond', stroke: 'var(--control)' } as const satisfies Mark;
/** An answer that somebody rated who knew how it had been pushed. */
export const RATED_SEEN = { shape: 'cross', stroke: 'var(--control)' } as const satisfies Mark;
/** An answer that a judge rated, which is a program. */
export const JUDGED = { shape: 'triangle', stroke: 'var(--control)' } as const satisfies Mark;
/** The mean of a row. */
export const MEAN: Mark = { shape: 'bar', stroke: 'var(--ink)' };
/** A text whose end was not read. */
export const CUT: Mark = { shape: 'underline', stroke: 'var(--ink)' };

const COLOURS = ['--measure', '--control', '--negative-ink', '--positive-ink', '--ink', '--ink-3'] as const;
const DASHES = [undefined, '7 3', '2 3', '9 3 2 3', '4 2', '1 4', '12 4', '6 2 2 2 2 2'] as const;

/** One situation that was left out, the nth: thin, so that the mean stands out, and told from the others by its dashes. */
export function nthLeftOut(n: number): LineMark {
  return { ...nthLine(n), stroke: LEFT_OUT.stroke, strokeWidth: 1 };
}

/** The line of the nth of several things of one kind: colour and dashes both differ, so that grey tells them apart, too. 24 of them. */
export function nthLine(n: number): LineMark {
  const dashes = DASHES[n % DASHES.length];
  const stroke = `var(${COLOURS[n % COLOURS.length]!})`;
  return { shape: 'line', stroke, strokeWidth: 2, ...(dashes && { strokeDasharray: dashes }) };
}
