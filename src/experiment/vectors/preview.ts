/**
 * Files of vectors, looked at before anything is taken: what each holds, which blocks it comes to, and why it cannot be taken as it is. A
 * worker reads them (`RunFileCalls.lookAtVectors`), anew for each choice: it keeps nothing.
 */
import { errorData, LabError } from '../../error';
import { withoutNumber } from '../../formats/vectors/arrays';
import type { VectorFacts } from '../../formats/vectors/facts';
import { expectSmall } from '../../formats/vectors/refused';
import { readVectorFile, type VectorFile, type VectorFormat } from '../../formats/vectors/vector-file';
import type { LabErrorData } from '../../protocol';
import { blocksOf, type DirectionsRecord } from '../directions';
import type { GivenFile } from '../import/from-files';
import type { Shape, VectorChoice } from './choice';
import { placed } from './place';
import { recordOf } from './record';
import { t } from '../../language/t';

export interface VectorsRequest {
  readonly files: readonly GivenFile[];
  /** null: what the files themselves suggest. */
  readonly choice: VectorChoice | null;
  /** Models that they can belong to: the loaded one, that of the run on show. */
  readonly shapes: readonly Shape[];
}

export interface LookedAtFile extends VectorFacts {
  readonly name: string;
  readonly format: VectorFormat;
  /** What its directions are called. */
  readonly directions: readonly string[];
  /** Of the direction that is chosen: rows where it has all blocks, else null; how wide; how many vectors. */
  readonly rows: number | null;
  readonly width: number;
  readonly vectors: number;
  /** It is one vector, whose block can be said. */
  readonly single: boolean;
  /** The number that the file says; null where it says none, or has several. */
  readonly number: number | null;
}

export interface VectorsPreview {
  readonly choice: VectorChoice;
  readonly files: readonly LookedAtFile[];
  /** What they come to; null where they cannot be taken so. */
  readonly found: {
    readonly layers: number;
    readonly width: number;
    /** Blocks that have a vector. */
    readonly blocks: readonly number[];
    /** Of those, the shortest and the longest. */
    readonly lengths: readonly [number, number];
    /** Blocks to which several files add. */
    readonly shared: readonly number[];
    /** The first row is the embedding's, and is left out. */
    readonly embedding: boolean;
  } | null;
  readonly refused: Pick<LabErrorData, 'message' | 'hint'> | null;
}

/** Files at once: a model of a few hundred blocks, one each. */
const MOST_FILES = 512;

/** Throws `vectors-unreadable`, with the file, where one of them cannot be read. */
export async function lookAtVectors({ files: given, choice: chosen, shapes }: VectorsRequest): Promise<VectorsPreview> {
  const files = await readAll(given);
  const choice = chosen ?? suggested(files);
  const looked = files.map((file, i) => lookedAt(file, choice.files[i]?.direction ?? 0));
  try {
    const { shared, embedding } = placed(files, choice, shapes);
    const record = await recordOf(files, choice, shapes);
    const { layers, width, lengths = [] } = record;
    const blocks = blocksOf(record);
    const known = blocks.map((block) => lengths[block]!);
    const found = { layers, width, blocks, lengths: [Math.min(...known), Math.max(...known)] as const, shared, embedding };
    return { choice, files: looked, found, refused: null };
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    const { message, hint } = errorData(error);
    return { choice, files: looked, found: null, refused: { message, hint } };
  }
}

/** The record that they become. Throws what looking at them throws, or says in `refused`. */
export async function takeVectors({ files: given, choice, shapes }: VectorsRequest): Promise<DirectionsRecord> {
  const files = await readAll(given);
  return recordOf(files, choice ?? suggested(files), shapes);
}

async function readAll(given: readonly GivenFile[]): Promise<VectorFile[]> {
  if (given.length === 0) throw new LabError('vectors-unreadable', t`There is no file to read.`, t`Give one.`);
  if (given.length > MOST_FILES)
    throw new LabError('vectors-unreadable', t`${given.length} files at once; at most ${MOST_FILES} are read.`, t`Bring fewer of them.`);
  const bytes = given.reduce((sum, { blob }) => sum + blob.size, 0);
  if (given.length > 1)
    expectSmall(
      bytes,
      given
        .map(({ name }) => name)
        .slice(0, 3)
        .join(', '),
    );
  const files: VectorFile[] = [];
  for (const { name, blob } of given) files.push(await readVectorFile(name, blob));
  return files;
}

/** What to begin with. */
function suggested(files: readonly VectorFile[]): VectorChoice {
  const label = files.find((one) => one.label !== null)?.label;
  return {
    name: label ?? commonName(files.map(({ name }) => name)),
    hiddenStates: false,
    files: files.map(() => ({ direction: 0, scale: 1, block: null })),
  };
}

/**
 * What the names of several files begin with, without ending and number of the block: "empathy_direction" of "empathy_direction_layer_12".
 * Any other number is part of the name.
 */
function commonName(names: readonly string[]): string {
  const stems = names.map((name) => name.replace(/^.*[/\\]/, '').replace(/\.[a-z0-9]+$/i, ''));
  const [first = ''] = stems;
  const other = Array.from(`${first} `).findIndex((_, i) => stems.some((stem) => stem[i] !== first[i]));
  const isInNumber = stems.some((stem) => /\d/.test(stem[other] ?? ''));
  const whole = other < 0 ? withoutNumber(first) : first.slice(0, other);
  const common = (isInNumber ? whole.replace(/\d+$/, '') : whole).replace(/[._\s-]*(layer|block)?[._\s-]*$/i, '');
  return common.slice(0, 80) || first.slice(0, 80) || t`vectors`;
}

function lookedAt(
  { name, format, directions, model, blocks, licence, source, label, scale, notes }: VectorFile,
  direction: number,
): LookedAtFile {
  const { layers, width, rows } = directions[direction] ?? directions[0]!;
  const single = layers === null && rows.size === 1;
  return {
    ...{ name, format, model, blocks, licence, source, label, scale, notes, width, single },
    directions: directions.map((one) => one.name),
    rows: layers,
    vectors: rows.size,
    number: single ? [...rows.keys()][0]! : null,
  };
}
