/** What has been answered to a prompt under pushes along directions, a strength each. It takes no model to look through it. */
import type { Answer } from './answer';
import { plainPrompt } from './control';
import type { Experiment } from './experiment';
import type { SweepWay } from './sweep';
import { sweepsAlong, sweptIn } from './sweep-asked';
import { nearestWay, type AskedWay, type SetWay } from './ways';

/** Answers of one way, weakest push first. */
export interface KnownAnswers {
  readonly way: AskedWay<SweepWay>;
  /** [strength], ascending, in the unit of the way. */
  readonly alphas: readonly number[];
  readonly answers: readonly Answer[];
}

/**
 * Of answers under a push without edits beside it. `along`: the directions' id. Of several ways the one that the settings mean; of several
 * samples the first. null without any push.
 */
export function knownAnswers(
  { answers }: Pick<Experiment, 'answers'>,
  along: string,
  prompt: string,
  settings: SetWay,
): KnownAnswers | null {
  const own = answers.filter(({ messages: [message], control }) => message && !control && plainPrompt(message.content, control) === prompt);
  const pushed = sweepsAlong(own, along).filter(({ edits }) => edits.length === 0);
  const way = nearestWay(pushed, { ...settings, edits: [] });
  const swept = way && sweptIn(own, [], way);
  if (!swept) return null;
  const byAlpha = new Map<number, Answer>();
  for (const { row, answer } of swept.cells) if (!byAlpha.has(row.amount)) byAlpha.set(row.amount, answer);
  const known = [...byAlpha].sort(([a], [b]) => a - b);
  return { way, alphas: known.map(([alpha]) => alpha), answers: known.map(([, answer]) => answer) };
}

/** The strength among `alphas` that lies nearest; of two as near the weaker. */
export const nearestAlpha = (alphas: readonly number[], alpha: number): number =>
  alphas.reduce((best, one) => {
    const [now, before] = [Math.abs(one - alpha), Math.abs(best - alpha)];
    return now < before || (now === before && Math.abs(one) < Math.abs(best)) ? one : best;
  });
