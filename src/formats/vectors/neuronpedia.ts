/** Vectors as Neuronpedia takes them: JSON, one vector of one block, or a list of such. */
import { decode } from '../codec';
import { finite, list, nonEmptyText, record, whole } from '../schemas';
import * as v from 'valibot';
import { parseJson } from '../json';
import { MOST_LAYERS, unreadable } from './refused';
import { t } from '../../language/t';

const vector = record({
  modelId: v.optional(v.nullable(nonEmptyText)),
  layerNumber: whole,
  hookType: nonEmptyText,
  vector: list(finite),
  vectorDefaultSteerStrength: v.optional(v.nullable(finite)),
  vectorLabel: v.optional(v.nullable(nonEmptyText)),
});

export interface NeuronpediaVector {
  readonly model: string | null;
  readonly label: string | null;
  /** Counted from 0; the residual stream after it. */
  readonly block: number;
  /** It was written as what stands before the next block. */
  readonly before: boolean;
  readonly data: Float32Array;
}

const HINT = t`Neuronpedia’s vectors are { modelId, layerNumber, hookType, vector, vectorLabel }; modelId and vectorLabel may be missing.`;

/** Throws `vectors-unreadable`; for another place in the model than the residual stream, by its name. */
export function readNeuronpedia(json: string, file: string): NeuronpediaVector[] {
  const told = { code: 'vectors-unreadable', hint: HINT, file } as const;
  const value = parseJson(json, file, { what: t`a vector`, shape: 'modelId, layerNumber, hookType, vector', ...told });
  const all = Array.isArray(value) ? decode(list(vector), value, told) : [decode(vector, value, told)];
  return all.map(({ modelId = null, layerNumber, hookType, vector: data, vectorLabel = null }) => {
    const site = hookType
      .toLowerCase()
      .replaceAll('-', '_')
      .replace(/^.*hook_/, '');
    const before = site === 'resid_pre';
    if (!before && site !== 'resid_post')
      throw unreadable(
        file,
        t`its vector belongs to ${hookType}; the lab pushes the residual stream after a block (hook_resid_post).`,
        HINT,
      );
    const block = before ? layerNumber - 1 : layerNumber;
    if (block < 0 || block >= MOST_LAYERS)
      throw unreadable(
        file,
        before ? t`its vector lies before the first block, where nothing is pushed here.` : t`it names block ${block}.`,
        HINT,
      );
    return { model: modelId, label: vectorLabel, block, before, data: Float32Array.from(data) };
  });
}

/** The vector of one block. `strength`: what Neuronpedia begins with. */
export const writeNeuronpedia = (one: {
  /** null where nobody said. */
  readonly model: string | null;
  readonly block: number;
  readonly data: Float32Array;
  readonly strength: number;
  readonly label: string;
}): string =>
  JSON.stringify({
    modelId: one.model,
    layerNumber: one.block,
    hookType: 'hook_resid_post',
    vector: Array.from(one.data),
    vectorDefaultSteerStrength: one.strength,
    vectorLabel: one.label,
  });
