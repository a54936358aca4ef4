/** The answers of a sweep brought together: prompts by strengths, samples and controls, as src/lab/report/sweep.ts takes them. */
import type { SweepGiven, SweptKind } from '../lab/report/sweep';
import { isEven, type Answer } from './answer';
import { rowName } from './choice-plan';
import { isTurned, type Control } from './control';
import type { DamageRecord } from './damage';
import type { ModelStamp } from './stamp';
import { cellOf, type SweepRow, type SweepWay } from './sweep';
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
  // A prompt that was answered without a push alone says nothing of this way.
  const prompts = [...new Set(all.filter(({ row }) => row.amount !== 0).map(({ prompt }) => prompt))];
  const cells = all.flatMap(({ prompt, row, answer }) => {
    const place = prompts.indexOf(prompt);
    return place < 0 ? [] : [{ prompt: place, row, answer }];
  });
  const own = new Set(cells.map(({ answer }) => answer.id));
  return {
    way,
    at: cells.reduce((latest, { answer: { at } }) => (at > latest ? at : latest), last.answer.at),
    model: last.answer.model.stamp!,
    prompts,
    cells,
    damages: damages.flatMap(({ answer, edits: [edit, ...others], control, kl }) => {
      const fits = edit && others.length === 0 && own.has(answer) && isEven(edit);
      if (!fits || edit.directions !== way.directions || String(edit.band) !== String(way.band) || edit.unit !== way.unit) return [];
      return [{ row: { amount: edit.amount, ...(control && { control }) }, kl }];
    }),
  };
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
export function sweepGiven({ prompts, cells, damages, way }: SweepAsked, layer: number): SweepGiven {
  return {
    prompts: prompts.length,
    answers: cells.flatMap(({ prompt, row: { amount, control }, answer: { reads, coherence, seed } }) => {
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
    }),
    damage: damages.flatMap(({ row: { amount, control }, kl }) => {
      const kind = kindOf(control);
      return kind ? [{ kind, alpha: amount, draw: drawOf(control), kl }] : [];
    }),
  };
}
