/** Vectors out of files, brought to the blocks of a model: each file times its scale, those of one block added up. */
import { LabError } from '../../error';
import type { Placed } from '../../formats/vectors/arrays';
import type { VectorFile } from '../../formats/vectors/vector-file';
import type { Shape, VectorChoice, VectorFileChoice } from './choice';
import { t } from '../../language/t';

export interface PlacedVectors {
  readonly layers: number;
  readonly width: number;
  /** Sums by block, of the length that they have. */
  readonly rows: ReadonlyMap<number, Float64Array>;
  /** Blocks to which several files add. */
  readonly shared: readonly number[];
  /** A file has a row more than the model has blocks: its first is the embedding, and is left out. */
  readonly embedding: boolean;
}

/** One file as it was chosen. */
interface Given {
  readonly file: string;
  readonly chosen: Placed;
  readonly choice: VectorFileChoice;
}

/**
 * `shapes`: models that they can belong to; the first that fits is taken. Without any, the files themselves say how many blocks there are.
 * Throws `shape-mismatch`, with what the files have and what the models have, and `vectors-unreadable` for a vector without a block.
 */
export function placed(files: readonly VectorFile[], choice: VectorChoice, shapes: readonly Shape[]): PlacedVectors {
  const given = files.map(({ name, directions }, i): Given => {
    const own = choice.files[i] ?? FIRST;
    return { file: name, choice: own, chosen: directions[own.direction] ?? directions[0]! };
  });
  const width = commonWidth(given);
  const tables = given.filter(({ chosen }) => chosen.layers !== null);
  const rows = tables[0]?.chosen.layers ?? null;
  const other = tables.find(({ chosen }) => chosen.layers !== rows);
  if (other)
    throw new LabError(
      'shape-mismatch',
      t`${tables[0]!.file} has ${rows!} blocks, ${other.file} has ${other.chosen.layers!}.`,
      t`Bring files of one model together, and others after them.`,
    );
  const single = given.filter(({ chosen }) => chosen.layers === null).flatMap((one) => blocksOf(one, choice.hiddenStates));
  const own = ownBlocks(files);
  const fits = ({ layers, width: its }: Pick<Shape, 'layers' | 'width'>): boolean =>
    its === width &&
    (rows === null || rows === layers || rows === layers + 1) &&
    single.every((block) => block < layers) &&
    (own === null || own.blocks === layers);
  const known = shapes.length > 0 ? shapes : [{ layers: own?.blocks ?? rows ?? Math.max(...single) + 1, width }];
  const shape = known.find(fits);
  if (!shape) throw misfit({ width, rows, single, own }, shapes);
  const { layers } = shape;
  const embedding = rows === layers + 1;
  const sums = new Map<number, Float64Array>();
  const shared = new Set<number>();
  for (const { chosen, choice: own } of given) {
    const shift = chosen.layers === null ? Number(choice.hiddenStates) : Number(embedding || choice.hiddenStates);
    for (const [number, row] of chosen.rows) {
      const block = own.block !== null && chosen.rows.size === 1 ? own.block - shift : number! - shift;
      // What stands before the first block is pushed nowhere.
      if (block < 0) continue;
      if (sums.has(block)) shared.add(block);
      const sum = sums.get(block) ?? new Float64Array(width);
      row.forEach((value, i) => (sum[i]! += own.scale * value));
      sums.set(block, sum);
    }
  }
  return { layers, width, rows: sums, shared: [...shared].sort((a, b) => a - b), embedding };
}

const FIRST: VectorFileChoice = { direction: 0, scale: 1, block: null };

function commonWidth(given: readonly Given[]): number {
  const width = given[0]!.chosen.width;
  const other = given.find(({ chosen }) => chosen.width !== width);
  if (!other) return width;
  throw new LabError(
    'shape-mismatch',
    t`${given[0]!.file} is ${width} wide, ${other.file} is ${other.chosen.width}: they belong to different models.`,
    t`Bring files of one model together, and others after them.`,
  );
}

/** Blocks of a file that names them one by one. Throws where a vector has none, or one before the first. */
function blocksOf({ file, chosen, choice }: Given, hiddenStates: boolean): number[] {
  return [...chosen.rows.keys()].map((number) => {
    const said = chosen.rows.size === 1 ? (choice.block ?? number) : number;
    if (said === null)
      throw new LabError(
        'vectors-unreadable',
        t`${file}: it is one vector, and does not say of which block.`,
        t`Say the block, or name the file after it, as in direction_layer_12.npy.`,
      );
    const block = said - Number(hiddenStates);
    if (block < 0)
      throw new LabError(
        'vectors-unreadable',
        t`${file}: hidden_states[0] stands before the first block, where nothing is pushed here.`,
        t`Choose other numbers, or leave that file out.`,
      );
    return block;
  });
}

/** How many blocks the files say that their model has, and which file does. Throws where two say otherwise. */
function ownBlocks(files: readonly VectorFile[]): { readonly file: string; readonly blocks: number } | null {
  const said = files.flatMap(({ name, blocks }) => (blocks === null ? [] : [{ file: name, blocks }]));
  const [first = null] = said;
  const other = said.find(({ blocks }) => blocks !== first?.blocks);
  if (first === null || !other) return first;
  throw new LabError(
    'shape-mismatch',
    t`${first.file} says that its model has ${first.blocks} blocks (n_total_layers), ${other.file} ${other.blocks}.`,
    t`Bring files of one model together, and others after them.`,
  );
}

interface Has {
  readonly width: number;
  readonly rows: number | null;
  readonly single: readonly number[];
  readonly own: ReturnType<typeof ownBlocks>;
}

function misfit({ width, rows, single, own }: Has, shapes: readonly Shape[]): LabError {
  const last = Math.max(-1, ...single);
  const has = rows !== null ? t`${rows} blocks × ${width}` : t`vectors ${width} wide${last < 0 ? '' : t`, up to block ${last}`}`;
  const models = shapes.map(({ name, layers, width: its }) => t`${name} has ${layers} blocks × ${its}`).join('; ');
  if (own !== null)
    return new LabError(
      'shape-mismatch',
      t`The files have ${has}, and ${own.file} says that its model has ${own.blocks} blocks (n_total_layers)${models && `; ${models}`}.`,
      t`Vectors work in the model that they were found in alone: load that one, then bring them. If the number is wrong, correct it in the file’s header.`,
    );
  return new LabError(
    'shape-mismatch',
    t`The files have ${has}; ${models}.`,
    t`Vectors work in the model that they were found in alone. Load that one, then bring them.`,
  );
}
