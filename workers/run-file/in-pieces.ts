/**
 * An experiment in pieces for the page: taking over what a worker sends is one task a message, and long answers have a number for each of
 * their tokens at each block.
 */
import type { Answer } from '../../src/experiment/answer';
import type { Experiment } from '../../src/experiment/experiment';

/** Numbers in a piece, but for an answer that has more by itself. */
const MOST = 100_000;

const numbersOf = ({ reads, alsoReads = [] }: Answer): number =>
  [...(reads ? [reads] : []), ...alsoReads].reduce((sum, { scores }) => sum + scores.length * (scores[0]?.length ?? 0), 0);

/** Tells its answers, in their order, in pieces; gives the rest. One whose answers are a single piece is given whole. */
export function inPieces(experiment: Experiment, tell: (answers: readonly Answer[]) => void): Experiment {
  const pieces: Answer[][] = [];
  let size = Infinity;
  for (const answer of experiment.answers) {
    const more = numbersOf(answer);
    if (size + more > MOST) {
      pieces.push([]);
      size = 0;
    }
    pieces.at(-1)!.push(answer);
    size += more;
  }
  if (pieces.length <= 1) return experiment;
  pieces.forEach(tell);
  return { ...experiment, answers: [] };
}
