/** What the answers of `lab.sweep` say at a block, and what that means. */
import type { SweptAnswer, Swept } from './types';
import { LabError } from '../error';
import type { Control } from '../experiment/control';
import { sweepReport, type SweepGiven, type SweptKind } from '../lab/report/sweep';
import { sweepVerdict } from '../lab/report/sweep-verdict';

/** The kinds that a sweep of a script has: it learns no directions, so shuffled labels and another concept are none of them. */
const kindOf = (control: Control | null): SweptKind => (control?.kind === 'asked' ? control.side : control ? 'random' : 'push');

const drawOf = (control: Control | null): number => (control?.kind === 'random' ? control.seed : 0);

interface Judging {
  readonly prompts: readonly string[];
  /** The block whose scores are taken. */
  readonly at: number;
  readonly sides: Readonly<Record<'positive' | 'negative', string>>;
  /** Without a temperature all samples are one. */
  readonly sampled: boolean;
}

/** `left`: answers without push and edits, where there are edits. `kl` by row. Figures as on the page, prompts by their beginnings. */
export function judged(
  { answers, left }: Readonly<Record<'answers' | 'left', readonly SweptAnswer[]>>,
  costs: readonly { readonly row: { readonly amount: number; readonly control?: Control }; readonly kl: readonly number[] }[],
  { prompts, at, sides, sampled }: Judging,
): Pick<Swept, 'report' | 'verdict'> {
  const places = [...new Set(prompts)];
  const cell = ({ prompt, alpha, seed, control, unsteeredScores, coherence }: SweptAnswer): SweepGiven['answers'][number] => ({
    ...{ prompt: places.indexOf(prompt), kind: kindOf(control), alpha, draw: drawOf(control), sample: sampled ? seed : 0 },
    ...{ score: unsteeredScores[at] ?? NaN, fluent: coherence.verdict === 'fluent', logProb: coherence.meanLogProb ?? NaN },
  });
  const given: SweepGiven = {
    prompts: places.length,
    answers: answers.map(cell),
    ...(left.length > 0 && { left: left.map(cell) }),
    damage: costs.map(({ row: { amount: alpha, control = null }, kl }) => ({ kind: kindOf(control), alpha, draw: drawOf(control), kl })),
  };
  const report = sweepReport(given);
  return {
    report,
    verdict: sweepVerdict(
      report,
      sides,
      places.map((prompt, i) => `${i + 1}: ${beginning(prompt)}`),
    ),
  };
}

function beginning(prompt: string): string {
  const letters = [...prompt];
  return letters.length <= 40 ? prompt : `${letters.slice(0, 39).join('')}…`;
}

/** The block that is read: the last of the band where nobody says another. Throws `bad-input` outside the model. */
export function readAt(given: number | undefined, [, last]: readonly [number, number], layers: number): number {
  const at = given ?? last;
  if (Number.isInteger(at) && at >= 0 && at < layers) return at;
  throw new LabError(
    'bad-input',
    `readAt must be a block from 0 to ${layers - 1}, got ${at}.`,
    'Leave it out for the last block of the band.',
  );
}
