/**
 * safetensors of vectors: those of the lab, those of steerkit (a tensor for each method, at the block that its metadata name), and any
 * other by the shapes and names of its arrays. https://pypi.org/project/steerkit
 */
import { fromArrays, type Placed } from './arrays';
import { readExtras } from './own-extras';
import { brief, MOST_LAYERS, unreadable } from './refused';
import type { Safetensors } from './safetensors';
import { NO_FACTS, type VectorFacts } from './facts';
import { t } from '../../language/t';

/** The tensor in which the lab writes all blocks. */
export const ALL_BLOCKS = 'directions';
const METHOD = /^direction\.(\w+)$/;

/** Facts and directions, the one that is meant first. */
export function fromSafetensors({ arrays, others, metadata }: Safetensors, file: string): VectorFacts & { readonly directions: Placed[] } {
  const all = arrays.find(({ name }) => name === ALL_BLOCKS);
  const methods = arrays.filter(({ name, shape }) => METHOD.test(name) && shape.length === 1 && !/^\d+$/.test(METHOD.exec(name)![1]!));
  const rest = arrays.filter((one) => one !== all && !methods.includes(one));
  const block = blockIn(metadata);
  const own = metadata.get('default_method');
  const byMethod = [...methods].sort((a, b) => Number(METHOD.exec(b.name)![1] === own) - Number(METHOD.exec(a.name)![1] === own));
  const blocks = wholeIn(metadata.get('n_total_layers'));
  if (blocks !== null && block !== null && block >= blocks)
    throw unreadable(
      file,
      t`layer ${block} of n_total_layers ${blocks} is none: blocks are counted from 0.`,
      t`Correct the metadata in the file’s header, and save it again.`,
    );
  const extras = readExtras(metadata.get('extras_json'));
  const hook = metadata.get('hook_site') || metadata.get('hook_name') || '';
  const notes = [
    ...(others.length > 0
      ? [t`Left out, because they are no numbers of a vector: ${others.slice(0, 3).join(', ')}${others.length > 3 ? ', …' : ''}.`]
      : []),
    ...(hook !== '' && !/resid_?post|resid-post|residual|layers?[._]\d|output/i.test(hook)
      ? [t`It was read at “${brief(hook)}”; the lab pushes the residual stream after a block.`]
      : []),
  ];
  return {
    ...NO_FACTS,
    model: metadata.get('model_id') || metadata.get('model') || metadata.get('model_name') || null,
    blocks,
    licence: metadata.get('license') || metadata.get('licence') || null,
    source: metadata.get('source') || metadata.get('url') || null,
    label: extras?.name ?? (metadata.get('name') || metadata.get('concept') || null),
    notes,
    scale: all ? (extras?.scale ?? null) : null,
    directions: [
      ...(all ? fromArrays([all], file) : []),
      ...byMethod.map(({ name, data }) => ({ name, width: data.length, layers: null, rows: new Map([[block, data]]) })),
      ...fromArrays(rest, file).map((one) =>
        one.rows.has(null) && block !== null ? { ...one, rows: new Map([[block, one.rows.get(null)!]]) } : one,
      ),
    ],
  };
}

/** The block that the metadata say; null where they do not. */
function blockIn(metadata: Safetensors['metadata']): number | null {
  const block = wholeIn(metadata.get('layer') ?? metadata.get('layer_idx') ?? metadata.get('layer_index'));
  return block !== null && block < MOST_LAYERS ? block : null;
}

/** A number of a block, or of blocks. */
function wholeIn(said = ''): number | null {
  const number = /^\d{1,4}$/.test(said.trim()) ? Number(said) : NaN;
  return number <= MOST_LAYERS ? number : null;
}
