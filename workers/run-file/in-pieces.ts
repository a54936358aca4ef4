/**
 * An experiment in pieces for the page: taking over what a worker sends is one task a message, long answers have a number for each of their
 * tokens at each block, and choices come in thousands.
 */
import type { ExperimentPiece } from '../../src/analysis-protocol';
import type { Answer } from '../../src/experiment/answer';
import type { Experiment } from '../../src/experiment/experiment';

/** What a piece costs at most, but for a record that costs more by itself: a number of a list is one, a field about as much as ten. */
const MOST = 100_000;
const [CHOICE, STEP] = [100, 100];

const numbersOf = ({ reads, alsoReads = [] }: Answer): number =>
  [...(reads ? [reads] : []), ...alsoReads].reduce((sum, { scores }) => sum + scores.length * (scores[0]?.length ?? 0), 0);

/** Tells its answers, choices and games, in their order, in pieces; gives the rest. One that is no more than a piece is given whole. */
export function inPieces(experiment: Experiment, tell: (piece: ExperimentPiece) => void): Experiment {
  const { answers, choices, plays } = experiment;
  const pieces: ExperimentPiece[] = [
    ...cut(answers, numbersOf).map((piece) => ({ answers: piece })),
    ...cut(choices, () => CHOICE).map((piece) => ({ choices: piece })),
    ...cut(plays, ({ steps }) => steps.length * STEP).map((piece) => ({ plays: piece })),
  ];
  const kinds = [answers, choices, plays].filter(({ length }) => length > 0).length;
  if (pieces.length <= Math.max(1, kinds)) return experiment;
  pieces.forEach(tell);
  return { ...experiment, answers: [], choices: [], plays: [] };
}

function cut<R>(records: readonly R[], costOf: (record: R) => number): R[][] {
  const pieces: R[][] = [];
  let size = Infinity;
  for (const record of records) {
    const more = costOf(record);
    if (size + more > MOST) {
      pieces.push([]);
      size = 0;
    }
    pieces.at(-1)!.push(record);
    size += more;
  }
  return pieces;
}
