/** Directions out of files as a record: unit vectors, with the lengths that they had. */
import { LabError } from '../../error';
import { hashOfFiles, type VectorFile } from '../../formats/vectors/vector-file';
import { FURTHEST } from '../../lab/overflow';
import { directionsId, type DirectionsRecord } from '../directions';
import type { Shape, VectorChoice } from './choice';
import { placed, type PlacedVectors } from './place';
import { t } from '../../language/t';

/** A vector whose length differs from 1 by no more is one: 16-bit numbers do not come closer. Its numbers stay as they are. */
const UNIT = 1e-3;

/** Throws what `placed` throws, and `vectors-unreadable` where all of it is zero. */
export async function recordOf(files: readonly VectorFile[], choice: VectorChoice, shapes: readonly Shape[]): Promise<DirectionsRecord> {
  const { layers, width, rows } = placed(files, choice, shapes);
  const { data, lengths } = units({ layers, width, rows });
  if (lengths.every((length) => length === 0))
    throw new LabError(
      'vectors-unreadable',
      t`${namesOf(files)}: every vector of it is zero.`,
      t`Look at the scales, or bring another file.`,
    );
  const one = <K extends 'model' | 'licence' | 'source'>(field: K): Partial<Record<K, string>> => {
    const said = [...new Set(files.flatMap((file) => file[field] ?? []))].join('; ');
    return (said === '' ? {} : { [field]: said }) as Partial<Record<K, string>>;
  };
  const origin = { file: namesOf(files), sha256: await hashOfFiles(files), ...one('model'), ...one('licence'), ...one('source') };
  const own = { name: choice.name, scale: scaleOf(files, choice, layers), data, lengths };
  return { id: directionsId(own), origin, layers, width, ...own };
}

/** The scale that the lab wrote into its own file, where that file alone is taken as it is; null for any other. */
function scaleOf(
  [file, ...others]: readonly VectorFile[],
  { files, hiddenStates }: VectorChoice,
  layers: number,
): DirectionsRecord['scale'] {
  const said = file?.scale ?? null;
  const { direction = 0, scale = 1 } = files[0] ?? {};
  if (!said || others.length > 0 || hiddenStates || direction !== 0 || scale !== 1) return null;
  const isWhole = [said.separation, said.midpoint, said.norm].every(({ length }) => length === layers);
  return isWhole && said.norm.every((norm) => norm >= 0 && norm <= FURTHEST.float32) ? said : null;
}

/** Rows as unit vectors [layer, width], zeros where there is none, and how long they were [layer]. */
export function units({ layers, width, rows }: Pick<PlacedVectors, 'layers' | 'width' | 'rows'>): Pick<DirectionsRecord, 'data'> & {
  readonly lengths: number[];
} {
  const data = new Float32Array(layers * width);
  const lengths = Array<number>(layers).fill(0);
  for (const [layer, row] of rows) {
    // Largest first, so that squares neither vanish nor overflow.
    const most = row.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
    if (most === 0) continue;
    const length = most * Math.sqrt(row.reduce((sum, value) => sum + (value / most) ** 2, 0));
    lengths[layer] = length;
    const by = Math.abs(length - 1) <= UNIT ? 1 : length;
    row.forEach((value, i) => (data[layer * width + i] = value / by));
  }
  return { data, lengths };
}

const namesOf = (files: readonly VectorFile[]): string => files.map(({ name }) => name).join(', ');
