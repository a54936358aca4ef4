/** What is said of files of vectors. Pure. */
import { siteNames } from '../../experiment/site-names';
import type { LookedAtFile, VectorsPreview } from '../../experiment/vectors/preview';
import { brief, compact, count } from '../parts/format';
import { t } from '../../language/t';

const FORMATS: Readonly<Record<LookedAtFile['format'], string>> = {
  npy: t`NumPy array`,
  npz: t`NumPy archive`,
  safetensors: t`safetensors`,
  gguf: t`control vector (GGUF)`,
  neuronpedia: t`Neuronpedia vector`,
};

/** "NumPy array: 30 blocks × 576". */
export function fileLine({ format, rows, vectors, width }: Pick<LookedAtFile, 'format' | 'rows' | 'vectors' | 'width'>): string {
  const size = rows === null ? t`${count(vectors, 'vector')}, ${width} wide` : t`${count(rows, 'row')} × ${width}`;
  return `${FORMATS[format]}: ${size}`;
}

/** "blocks 2 to 4, 7". */
export function blocksText(blocks: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const block of blocks) {
    const last = runs.at(-1);
    if (last?.[1] === block - 1) last[1] = block;
    else runs.push([block, block]);
  }
  const some = runs.slice(0, 6).map(([first, last]) => (first === last ? String(first) : t`${first} to ${last}`));
  return t`${blocks.length === 1 ? t`block` : t`blocks`} ${some.join(', ')}${runs.length > 6 ? ', …' : ''}`;
}

/** What they come to: blocks, lengths, what was added up, what was left out. */
export function foundLine({
  layers,
  width,
  blocks,
  lengths: [least, most],
  shared,
  embedding,
}: NonNullable<VectorsPreview['found']>): string {
  const all = blocks.length === layers;
  const long = compact(least) === compact(most) ? compact(least) : t`${compact(least)} to ${compact(most)}`;
  return [
    t`For a model of ${layers} blocks × ${width}: ${all ? t`a vector for every block` : t`a vector for ${blocksText(blocks)}, none for the others`}, of length ${long}.`,
    shared.length > 0 ? t`Several files give ${blocksText(shared)}: there they are added up.` : '',
    embedding ? t`The file has a row more than the model has blocks: its first is the embedding, and is left out.` : '',
    blocks[0] === undefined ? '' : t`Block ${blocks[0]} is ${siteNames(blocks[0], layers).join(', ')}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** Model, licence, source and what else the files say of themselves. */
export function saidLine(files: readonly LookedAtFile[]): string {
  const each = (field: 'model' | 'licence' | 'source'): string =>
    [...new Set(files.flatMap((file) => file[field] ?? []))]
      .slice(0, 3)
      .map((one) => `“${brief(one, 60)}”`)
      .join(', ');
  const [model, licence, source] = [each('model'), each('licence'), each('source')];
  return [
    model ? t`For the model ${model}, as the file says.` : t`No model is named: that it is this one, nobody but you can know.`,
    licence ? t`Licence: ${licence}.` : t`The file states no licence.`,
    source ? t`Source: ${source}.` : t`It names no source.`,
    ...new Set(files.flatMap(({ notes }) => notes)),
  ].join(' ');
}
