/** The marks of a game's picture. */
import { TEST } from '../figure/marks';
import type { AreaMark } from '../figure/plan';

/** The bar of what was done, and of what could have been. */
export const AREA_DONE: AreaMark = { shape: 'area', fill: 'var(--measure)', fillOpacity: 1 };
export const AREA_OTHER: AreaMark = { shape: 'area', fill: 'var(--ink-3)', fillOpacity: 0.45 };
/** The projection before each action. */
export const READ = TEST;
