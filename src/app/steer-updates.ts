/** How what is shown of answers changes while they are written: each function gives the parts of the next state. */
import { withAnswers } from '../experiment/additions';
import type { Answer } from '../experiment/answer';
import type { DirectionsRecord } from '../experiment/directions';
import type { GeneratedRow, TokenEvent } from '../protocol';
import type { LabState } from './state';
import { further } from './steer-call';
import { t } from '../language/t';

type Next = Partial<LabState>;

/** A token of one row has come. */
export function streamed(state: LabState, { row, token, text, scores, tokens, seconds }: TokenEvent): Next {
  const { streaming, steer } = state;
  if (!streaming || steer.status !== 'running') return {};
  const texts = streaming.texts.map((one, i) => (i === row + streaming.first ? further(one, { text, token, scores }) : one));
  return {
    streaming: { ...streaming, texts },
    steer: { ...steer, tokens, tokensPerSecond: seconds >= 1 ? rateOf({ tokens, seconds }, streaming.rows) : steer.tokensPerSecond },
  };
}

/** Tokens a second over all rows; null while it cannot be told. The first token of each row belongs to the prefill. */
export const rateOf = ({ tokens, seconds }: Pick<TokenEvent, 'tokens' | 'seconds'>, rows: number): number | null =>
  tokens > rows && seconds > 0 ? (tokens - rows) / seconds : null;

const REPLACED = t`The answers were stopped, because another experiment was opened. What was written of them is not kept: steer again.`;

/** Answers are written or stopped. They belong to the experiment that they were asked in. */
export const answered = (
  state: LabState,
  epoch: number,
  { answers, likely, along, behind }: Written,
  tokensPerSecond: number | null,
): Next => ({
  steer: { status: 'idle', tokensPerSecond, note: state.epoch === epoch ? null : REPLACED },
  streaming: null,
  ...(state.epoch === epoch && answers.some(({ tokens }) => tokens.length > 0) ? shownNow(state, { answers, likely, along, behind }) : {}),
});

/** Answers that are written or stopped, with what else was likely in each. `behind`: the shown one that the only one stands behind. */
interface Written {
  readonly answers: readonly Omit<Answer, 'id'>[];
  readonly likely: readonly GeneratedRow['likely'][];
  readonly along: readonly DirectionsRecord[];
  readonly behind: string | null;
}

function shownNow(state: LabState, { answers, likely, along, behind }: Written): Pick<LabState, 'experiment' | 'likely'> {
  const experiment = withAnswers(state.experiment, answers, along, behind);
  const fresh = experiment.answers.slice(-answers.length).map(({ id }, i) => [id, likely[i] ?? null] as const);
  const all = [...Object.entries(state.likely), ...fresh].filter(([id, some]) => some && experiment.view.answers.includes(id));
  return { experiment, likely: Object.fromEntries(all) as LabState['likely'] };
}
