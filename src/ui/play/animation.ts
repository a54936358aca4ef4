/**
 * A game as a moving picture: what each of its frames says, how long it stands, and the style sheet that shows one at a time. Pure.
 * Where no motion is wanted, and where nothing moves a picture, the last frame stands: it is the one that is not hidden.
 */
import type { Play } from '../../experiment/play';
import type { Played } from '../../experiment/played';
import { tick } from '../parts/format';
import { logOf, numbersTold } from './step-said';
import { t } from '../../language/t';

/** What a frame says in words. */
export interface FrameText {
  readonly head: string;
  /** '' where the game tells no numbers. */
  readonly numbers: string;
  readonly log: readonly string[];
}

/** One frame before the first step, one after each; the last says what the game came to. */
export function frameTexts({ game, states, ended, verdict }: Played, { steps }: Pick<Play, 'steps'>): FrameText[] {
  return states.map((state, step) => ({
    head: step === 0 ? t`The beginning` : t`Step ${step} of ${game.steps}`,
    numbers: numbersTold(game, state)
      .map(({ label, value }) => `${label}: ${tick(value)}`)
      .join(' · '),
    log: [
      ...(step === 0 && game.contentNote !== undefined ? [t`Before you read it: ${game.contentNote}`] : []),
      ...logOf({ states }, step),
      ...(state.ended === null ? [] : [t`The end: ${state.ended}`]),
      ...(step < steps.length ? [] : [ended ? t`Score ${verdict.score}: ${verdict.line}.` : t`It goes on: no score yet.`]),
    ],
  }));
}

/** Seconds: to see that something changed, for each letter that is read, at most, and what the end stands longer. */
const [SEEN, LETTER, MOST, END] = [0.9, 0.03, 4, 3];

/** [frame]: how long it stands, in seconds. */
export const secondsOf = (frames: readonly FrameText[]): number[] =>
  frames.map(({ log }, i) => Math.min(MOST, SEEN + LETTER * log.join('').length) + (i === frames.length - 1 ? END : 0));

/** The name of a frame's group in the file. */
export const frameId = (i: number): string => `step-${i}`;

/**
 * Shows frame after frame, each as long as `seconds` says, over and over; a pointer on the picture holds it. Without a wish for less motion
 * only. '' for one frame.
 */
export function animationStyle(seconds: readonly number[]): string {
  if (seconds.length < 2) return '';
  const total = seconds.reduce((sum, one) => sum + one, 0);
  const ends = seconds.map((_, i) => seconds.slice(0, i + 1).reduce((sum, one) => sum + one, 0) / total);
  const at = (share: number, visibility: 'visible' | 'hidden'): string => `${(100 * share).toFixed(3)}%{visibility:${visibility}}`;
  const rules = seconds.map((_, i) => {
    const id = frameId(i);
    const before = i === 0 ? '' : at(0, 'hidden');
    const keyframes = `@keyframes ${id}{${before}${at(ends[i - 1] ?? 0, 'visible')}${at(ends[i]!, i < seconds.length - 1 ? 'hidden' : 'visible')}}`;
    // Not by "#": the rule that holds it has to win.
    return `[id="${id}"]{animation:${id} ${total.toFixed(2)}s step-end infinite}${keyframes}`;
  });
  return `@media (prefers-reduced-motion:no-preference){${rules.join('')}svg:hover [id^="step-"]{animation-play-state:paused}}`;
}
