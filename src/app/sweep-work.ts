/** What a wish for a sweep comes to, and the records that come of each call. Pure. */
import type { Answer } from '../experiment/answer';
import { askedPrompt } from '../experiment/control';
import type { DamageRecord } from '../experiment/damage';
import type { ShownRun } from '../experiment/shown';
import type { ModelStamp } from '../experiment/stamp';
import { sweepCalls, type SweepCall, type SweepPlan, type SweepRow, type SweepWay } from '../experiment/sweep';
import type { GeneratedRow } from '../protocol';
import { setWay } from './set-way';
import type { LabState } from './state';
import { expectDirections } from './steer-actions';
import { endingOf } from './steer-call';

/** What a person wants asked. */
export interface SweepWish {
  readonly prompts: readonly string[];
  readonly alphas: readonly number[];
  /** Answers to each prompt under each strength; without a temperature one is enough. */
  readonly samples: number;
  /** How many random directions. */
  readonly random: number;
  /** The other controls, shuffled labels and asking in words, each where it can be had. */
  readonly controls: boolean;
}

/** What there is to ask with. */
export interface SweepGivenBy {
  /** Sentences that ask for either side; null where nobody wrote some. */
  readonly asking: SweepPlan['asking'];
  /** This browser has the texts of the run, from which the direction of shuffled labels is learnt. */
  readonly texts: boolean;
}

export interface SweepWork {
  readonly run: ShownRun;
  readonly way: SweepWay;
  readonly calls: readonly SweepCall[];
}

/** Throws what `expectDirections` throws. */
export function sweepWork(state: Pick<LabState, 'experiment' | 'model'>, { asking, texts }: SweepGivenBy, wish: SweepWish): SweepWork {
  const { info, run } = expectDirections(state);
  const { steering, seed } = state.experiment.view;
  const { graphHash, device } = info;
  const way: SweepWay = { ...setWay(state), directions: run.record.id, model: { graphHash, device } };
  const plan: SweepPlan = {
    prompts: wish.prompts,
    alphas: wish.alphas,
    seeds: Array.from({ length: wish.samples }, (_, i) => steering.seed + i),
    random: wish.random,
    seed,
    shuffled: wish.controls && texts,
    asking: wish.controls ? asking : null,
  };
  return { run, way, calls: sweepCalls(plan, way, state.experiment) };
}

/** Where records come from. */
export interface MadeBy {
  readonly at: string;
  readonly model: ModelStamp;
  readonly way: SweepWay;
}

const editsOf = ({ amount }: SweepRow, { edits }: SweepCall, { directions, band, unit }: SweepWay): Answer['edits'] => [
  { op: 'add', directions, band, amount, unit, when: 'all' },
  ...edits,
];

/** One answer a row. Of a control the finished text's scores are kept, not each token's: sweeps have many of them. */
export const answersOf = (call: SweepCall, made: readonly GeneratedRow[], { at, model, way }: MadeBy): Omit<Answer, 'id'>[] =>
  call.rows.map((row, i) => {
    const { tokens, text, scores, unsteeredScores, coherence, ...end } = made[i]!;
    return {
      at,
      model: { id: model.id, stamp: model },
      messages: [{ role: 'user', content: askedPrompt(call.prompt, row.control) }],
      template: way.template,
      edits: editsOf(row, call, way),
      sampling: way.sampling,
      seed: call.seed,
      tokens,
      text,
      reads: { directions: way.directions, scores: row.control ? [] : scores, unsteered: unsteeredScores },
      coherence,
      ending: endingOf(end),
      ...(row.control && { control: row.control }),
    };
  });

/** One damage a row. */
export const damagesOf = (
  call: SweepCall,
  kl: readonly (readonly number[])[],
  answer: string,
  { at, model, way }: MadeBy,
): Omit<DamageRecord, 'id'>[] =>
  call.rows.map((row, i) => ({
    at,
    model,
    answer,
    edits: editsOf(row, call, way),
    kl: kl[i]!,
    ...(row.control && { control: row.control }),
  }));
