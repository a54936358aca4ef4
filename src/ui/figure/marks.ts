/** The marks that plots and their legends share. */
import type { LineMark, Mark } from './plan';

/** Test pairs. */
export const TEST: LineMark = { shape: 'line', stroke: 'var(--measure)', strokeWidth: 2 };
/** Training pairs. */
export const TRAIN: LineMark = { shape: 'line', stroke: 'var(--ink-3)', strokeWidth: 1.5, strokeDasharray: '5 3' };
/** A coin toss. */
export const CHANCE: LineMark = { shape: 'line', stroke: 'var(--axis)', strokeWidth: 1, strokeDasharray: '2 4' };
/** The bag of words. */
export const WORDS: LineMark = { shape: 'line', stroke: 'var(--control)', strokeWidth: 1.5, strokeDasharray: '6 3' };
/** The midpoint of the training texts. */
export const THRESHOLD: LineMark = { shape: 'line', stroke: 'var(--ink-3)', strokeWidth: 1.5, strokeDasharray: '3 4' };
/** The interval of an AUROC. */
export const INTERVAL: Mark = { shape: 'area', fill: 'var(--measure)', fillOpacity: 0.18 };
/** Where there is no interval. */
export const HATCH: Mark = { shape: 'hatch', stroke: 'var(--ink-3)' };
/** A text of a training pair. */
export const HOLLOW: Mark = { shape: 'dot', fill: 'none', stroke: 'var(--ink-2)' };
/** A text of a test pair. */
export const FILLED: Mark = { shape: 'dot', fill: 'var(--ink-2)', stroke: 'var(--ink-2)' };
/** The mean of a row. */
export const MEAN: Mark = { shape: 'bar', stroke: 'var(--ink)' };
/** A text whose end was not read. */
export const CUT: Mark = { shape: 'underline', stroke: 'var(--ink)' };
