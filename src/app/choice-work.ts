/** What is to be asked of a model, and the records that come of it. Pure. */
import type { Choice } from '../experiment/choice';
import { callsOf, spread, type AskedItem, type ChoiceCall, type ChoicePlan, type ChoiceWay } from '../experiment/choice-plan';
import type { DirectionsRecord } from '../experiment/directions';
import { otherConcept } from '../experiment/other-concept';
import type { ShownRun } from '../experiment/shown';
import type { ChosenItem } from '../protocol';
import { setWay } from './set-way';
import type { LabState } from './state';
import { expectDirections } from './steer-actions';

/** What a person wants asked. */
export interface ChoiceWish {
  /** How many items at most. */
  readonly items: number;
  readonly alphas: readonly number[];
  /** How many random directions. */
  readonly random: number;
  /** The other controls: shuffled labels, another concept, asking in words; each where it can be had. */
  readonly controls: boolean;
  /** Ask the paraphrases without a push instead of the items: what can be read before a choice is held against it. */
  readonly told?: boolean;
}

/** What decides which items and which controls there are for a run; evidence that is gathered changes none of it. */
export type RunOfItems = Pick<ShownRun, 'set' | 'reading' | 'spec'>;

/** What there is to ask with. */
export interface ChoiceItems {
  readonly items: readonly AskedItem[];
  /** Paraphrases: the same choices told anew, which are asked without a push. */
  readonly told: readonly AskedItem[];
  /** Sentences that ask for either side; null where nobody wrote some. */
  readonly asking: ChoicePlan['asking'];
  /** This browser has the texts of the run, from which the direction of shuffled labels is learnt. */
  readonly texts: boolean;
  /** The name of the file of A/B items of one's own that they are; null for those of a set. */
  readonly file: string | null;
}

/** What a wish comes to: on which items, in which way, and what of it is not there yet. */
export interface ChoiceWork {
  readonly run: ShownRun;
  readonly way: ChoiceWay;
  /** The directions of another concept, where there are some. */
  readonly other: DirectionsRecord | null;
  readonly items: readonly AskedItem[];
  readonly calls: readonly ChoiceCall[];
}

/** What is asked, and what of it is not there yet. Pure. */
export function choiceWork(
  state: Pick<LabState, 'experiment' | 'model'>,
  { items, told, asking, texts }: ChoiceItems,
  wish: ChoiceWish,
): ChoiceWork {
  const { info, run } = expectDirections(state);
  const { seed } = state.experiment.view;
  const { graphHash, device } = info;
  const { band, unit, edits: beside, template } = setWay(state);
  // What can be read before a choice is read of the model left alone, and held against its choice left alone.
  const edits = wish.told ? [] : beside;
  const file = items[0]?.file?.sha256 ?? null;
  const way: ChoiceWay = { directions: run.record.id, band, unit, edits, template, model: { graphHash, device }, file };
  const other = wish.controls ? otherConcept(state.experiment, run, band) : null;
  const plan: ChoicePlan = {
    alphas: wish.alphas,
    random: wish.random,
    seed,
    shuffled: wish.controls && texts,
    other: other?.id ?? null,
    asking: wish.controls ? asking : null,
  };
  const some = wish.told ? told : spread(items, wish.items);
  return { run, way, other, items: some, calls: callsOf(some, plan, way, state.experiment.choices) };
}

/** The records of one item of a call, a row each. */
export function choicesOf(
  item: AskedItem,
  { rows, edits }: Pick<ChoiceCall, 'rows' | 'edits'>,
  { logProbs, tokens, read }: ChosenItem,
  { at, model }: Pick<Choice, 'at' | 'model'>,
  { directions, band, unit, template }: ChoiceWay,
): Omit<Choice, 'id'>[] {
  const { prompt, scenario, options, order, urgency, file } = item;
  const sides = options.map(({ side }) => side);
  return rows.map(({ amount, control }, row) => ({
    at,
    model,
    item: item.id,
    options: options.map(({ text }) => text),
    edits: [{ op: 'add', directions, band, amount, unit, when: 'all' }, ...edits],
    logProbs: logProbs[row]!,
    read: amount === 0 && !control && edits.length === 0 && read.length > 0 ? read : null,
    question: { prompt, scenario, template, sides, tokens, ...(order && { order }), ...(urgency && { urgency }), ...(file && { file }) },
    ...(control && { control }),
  }));
}
