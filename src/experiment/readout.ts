/** Readouts as an experiment keeps them: the tokens that directions speak for, as one model on one device named them. */
import type * as v from 'valibot';
import { finite, list, record, text, whole } from '../formats/schemas';
import { contentId } from './content-id';
import type { Experiment } from './experiment';
import { put } from './experiment';
import { id, moment } from './fields';
import { modelStamp, type ModelStamp } from './stamp';

const tokens = list(record({ id: whole, token: text, logit: finite }));

const block = record({
  layer: whole,
  /** The tokens that it raises most, highest first, and those that it lowers most, lowest first. */
  positive: tokens,
  negative: tokens,
});
export type ReadBlock = v.InferOutput<typeof block>;

export const readoutRecord = record({
  id,
  /** ISO 8601, of the latest block. */
  at: moment,
  model: modelStamp,
  directions: id,
  /** Those that were asked for, in the order of the model; blocks without a direction have no tokens. */
  blocks: list(block),
});
export type ReadoutRecord = v.InferOutput<typeof readoutRecord>;

/** Tokens at each end of a block. */
export const TOP = 10;

/** The id that directions, model and device give to a readout: blocks that are asked for later go into the same record. */
export const readoutId = ({ directions, model }: Pick<ReadoutRecord, 'directions' | 'model'>): string =>
  contentId('readout', JSON.stringify([directions, model.graphHash, model.device, model.deviceName]));

interface Answer {
  readonly directions: string;
  readonly model: ModelStamp;
  readonly at: string;
  readonly blocks: readonly ReadBlock[];
}

/** The experiment with these blocks read out; as it is where the directions are gone. */
export function withReadout(experiment: Experiment, { directions, model, at, blocks }: Answer): Experiment {
  if (!experiment.directions.some((one) => one.id === directions) || blocks.length === 0) return experiment;
  const own = readoutId({ directions, model });
  const before = experiment.readouts.find((one) => one.id === own)?.blocks ?? [];
  const others = before.filter(({ layer }) => !blocks.some((one) => one.layer === layer));
  const all = [...others, ...blocks].toSorted((a, b) => a.layer - b.layer);
  const readout: ReadoutRecord = { id: own, at, model, directions, blocks: all };
  return { ...experiment, readouts: put(experiment.readouts, readout, (one) => one.id === own) };
}

/** One block as it was read out, and where; null where nobody asked that model. The latest record that has it. */
export function readoutAt(
  readouts: readonly ReadoutRecord[],
  of: { readonly directions: string; readonly graphHash: string },
  layer: number,
): { readonly from: ReadoutRecord; readonly block: ReadBlock } | null {
  for (const from of readouts.toReversed()) {
    if (from.directions !== of.directions || from.model.graphHash !== of.graphHash) continue;
    const found = from.blocks.find((one) => one.layer === layer);
    if (found) return { from, block: found };
  }
  return null;
}
