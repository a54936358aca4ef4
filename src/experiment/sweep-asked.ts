/** The answers of a sweep brought together: prompts by strengths, samples and controls, as src/lab/report/sweep.ts takes them. */
import type { SweepGiven, SweptKind } from '../lab/report/sweep';
import { editsKey, pushBeside, type Answer } from './answer';
import { rowName } from './choice-plan';
import { isTurned, type Control } from './control';
import type { DamageRecord } from './damage';
import type { ModelStamp } from './stamp';
import { alone, cellOf, type SweepRow, type SweepWay } from './sweep';
import { wayKey, type AskedWay } from './ways';

/** One answer of a sweep. */
export interface SweptCell {
  /** Place in `prompts`. */
  readonly prompt: number;
  readonly row: SweepRow;
  readonly answer: Answer;
}

/** Answers of one way. */
export interface SweepAsked {
  readonly way: SweepWay;
  /** The latest of them. */
  readonly at: string;
  readonly model: ModelStamp;
  readonly prompts: readonly string[];
  readonly cells: readonly SweptCell[];
  /** The answers to the same prompts without push and edits; empty where the way has no edits, for then they are among the cells. */
  readonly left: readonly SweptCell[];
  readonly damages: readonly { readonly row: SweepRow; readonly kl: readonly number[] }[];
}

/** The ways in which prompts were pushed along these directions, the one that was asked last at the end. */
export function sweepsAlong(answers: readonly Answer[], directions: string): AskedWay<SweepWay>[] {
  const ways = new Map<string, AskedWay<SweepWay>>();
  for (const answer of answers) {
    const cell = answer.control ? null : cellOf(answer);
    if (!cell || cell.row.amount === 0 || cell.way.directions !== directions) continue;
    ways.delete(wayKey(cell.way));
    ways.set(wayKey(cell.way), { ...cell.way, model: answer.model.stamp! });
  }
  return [...ways.values()];
}

/**
 * What was asked in this way. An answer without a push belongs to every way that samples as it was sampled. Of two answers of one cell the
 * later counts. null where nothing was pushed so.
 */
export function sweptIn(answers: readonly Answer[], damages: readonly DamageRecord[], way: SweepWay): SweepAsked | null {
  const wanted = wayKey(way);
  const found = new Map<string, { prompt: string; row: SweepRow; answer: Answer }>();
  for (const answer of answers) {
    const cell = cellOf(answer);
    if (!cell) continue;
    const { prompt, row, way: own } = cell;
    const at = row.amount === 0 ? { ...own, band: way.band, unit: way.unit } : own;
    if (wayKey(at) !== wanted) continue;
    const sample = way.sampling.temperature > 0 ? answer.seed : null;
    found.set(JSON.stringify([prompt, rowName(row), sample]), { prompt, row, answer });
  }
  const all = [...found.values()];
  const last = all.filter(({ row }) => row.amount !== 0 && !row.control).at(-1);
  if (!last) return null;
  // A prompt that was answered without a push alone says nothing of this way; one that was never answered without, as the first turn of a
  // conversation may be, has nothing to be held against.
  const pushed = [...new Set(all.filter(({ row }) => row.amount !== 0).map(({ prompt }) => prompt))];
  const unpushed = new Set(all.filter(({ row }) => row.amount === 0 && !row.control).map(({ prompt }) => prompt));
  const compared = pushed.filter((prompt) => unpushed.has(prompt));
  const prompts = compared.length > 0 ? compared : pushed;
  const cells = all.flatMap(({ prompt, row, answer }) => {
    const place = prompts.indexOf(prompt);
    return place < 0 ? [] : [{ prompt: place, row, answer }];
  });
  const left = leftAlone(answers, way, prompts);
  const plain = new Set(left.map(({ answer }) => answer.id));
  return {
    way,
    at: cells.reduce((latest, { answer: { at } }) => (at > latest ? at : latest), last.answer.at),
    model: last.answer.model.stamp!,
    prompts,
    cells,
    left: way.edits.length > 0 ? left : [],
    damages: damages.flatMap(({ answer, edits, control, kl }) => {
      const pushed = pushBeside(edits);
      if (!pushed || !plain.has(answer) || editsKey(pushed.edits) !== editsKey(way.edits)) return [];
      const { directions, band, unit, amount } = pushed.push;
      if (directions !== way.directions || String(band) !== String(way.band) || unit !== way.unit) return [];
      return [{ row: { amount, ...(control && { control }) }, kl }];
    }),
  };
}

/** The answers to these prompts without push and edits, at which damage is measured. */
function leftAlone(answers: readonly Answer[], way: SweepWay, prompts: readonly string[]): readonly SweptCell[] {
  const wanted = wayKey(alone(way));
  return answers.flatMap((answer) => {
    const cell = answer.control ? null : cellOf(answer);
    if (!cell || cell.row.amount !== 0 || wayKey({ ...cell.way, band: way.band, unit: way.unit }) !== wanted) return [];
    const prompt = prompts.indexOf(cell.prompt);
    return prompt < 0 ? [] : [{ prompt, row: cell.row, answer }];
  });
}

function kindOf(control: Control | undefined): SweptKind | null {
  switch (control?.kind) {
    case undefined:
      return 'push';
    case 'asked':
      return control.side;
    case 'shuffled':
      return 'shuffled';
    case 'random':
      return isTurned(control) ? 'random' : null;
    case 'other':
      return null;
  }
}

const drawOf = (control: Control | undefined): number => (control && 'seed' in control ? control.seed : 0);

/** The numbers of a sweep at a block. */
export function sweepGiven({ prompts, cells, left, damages, way }: SweepAsked, layer: number): SweepGiven {
  const given = ({ prompt, row: { amount, control }, answer: { reads, coherence, seed } }: SweptCell): SweepGiven['answers'] => {
    const kind = kindOf(control);
    if (!kind) return [];
    return [
      {
        ...{ prompt, kind, alpha: amount, draw: drawOf(control) },
        sample: way.sampling.temperature > 0 ? seed : 0,
        score: reads?.unsteered?.[layer] ?? NaN,
        fluent: coherence?.verdict === 'fluent',
        logProb: coherence?.meanLogProb ?? NaN,
      },
    ];
  };
  return {
    prompts: prompts.length,
    answers: cells.flatMap(given),
    ...(left.length > 0 && { left: left.flatMap(given) }),
    damage: damages.flatMap(({ row: { amount, control }, kl }) => {
      const kind = kindOf(control);
      return kind ? [{ kind, alpha: amount, draw: drawOf(control), kl }] : [];
    }),
  };
}
