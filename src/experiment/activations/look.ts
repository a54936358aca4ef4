/**
 * Files of activations, looked at before anything is taken: whose they are, how many, of which texts, and why they cannot be analysed as
 * chosen. A worker reads them (`RunFileCalls.lookAtActivations`), of the tensors their headers alone.
 */
import * as v from 'valibot';
import { errorData, LabError } from '../../error';
import { openActivations, type ActivationFile } from '../../formats/activations/open';
import { bytesOfRows, expectRoom } from '../../formats/activations/read';
import { unreadable } from '../../formats/activations/refused';
import type { Manifest } from '../../formats/activations/manifest';
import { hasPrompts } from '../../formats/scenario-set';
import { brief } from '../../formats/vectors/refused';
import { contrastOf, isPaired, itemsOf, sidesOf } from '../../lab/contrast';
import type { LabErrorData } from '../../protocol';
import { POOLINGS, poolingsOf, type KeptPooling } from '../capture';
import { moment } from '../fields';
import type { GivenFile } from '../import/from-files';
import { textsOfFile } from './to-set';
import type { ActivationChoice } from './choice';
import { t } from '../../language/t';

export interface LookAtActivations {
  readonly files: readonly GivenFile[];
  /** What a person, or a script, wants otherwise than the file suggests. */
  readonly choice: Partial<ActivationChoice>;
  /** The pooling of the page: read alone, where the file has it. */
  readonly wanted: KeptPooling;
}

export interface ActivationsPreview extends Pick<ActivationFile, 'file' | 'count' | 'layers' | 'width' | 'others'> {
  readonly choice: ActivationChoice;
  readonly manifest: Pick<Manifest, 'model' | 'site' | 'by' | 'template'>;
  /** Those that can be analysed, with the type of their numbers as the file calls it, and the bytes that one takes as it is analysed. */
  readonly poolings: readonly { readonly name: KeptPooling; readonly type: string; readonly bytes: number }[];
  /** The fewest and the most tokens of a text; null where nobody counted. */
  readonly tokens: readonly [number, number] | null;
  /** The file has texts; groups, splits; the whole set. */
  readonly has: Readonly<Record<'texts' | 'groups' | 'splits' | 'set', boolean>>;
  /** What its texts come to, as chosen; null where they come to nothing. */
  readonly found: {
    readonly paired: boolean;
    /** What the two sides are called. */
    readonly sides: { readonly positive: string; readonly negative: string };
    /** Texts of each class. */
    readonly positive: number;
    readonly negative: number;
    readonly scored: number;
    /** Pairs, or texts, that find the direction, and that judge it. */
    readonly train: number;
    readonly test: number;
    readonly situations: number;
  } | null;
  readonly refused: Pick<LabErrorData, 'message' | 'hint'> | null;
}

/** Throws `activations-unreadable`, with file and field. */
export const lookAtActivations = async ({ files, choice, wanted }: LookAtActivations): Promise<ActivationsPreview> =>
  previewOf(await openActivations(files), choice, wanted);

/** The poolings of a file that can be analysed. Throws `activations-unreadable` where there are none. */
export function poolingsIn({ file, poolings, manifest }: ActivationFile): KeptPooling[] {
  const prompted = hasPrompts(manifest.set ?? {});
  const can = poolingsOf({ ...manifest, prompted }).filter((name) => poolings.some((one) => one.name === name));
  if (can.length === 0)
    throw unreadable(
      file,
      t`${poolings.map(({ name }) => name).join(', ')}: expected one of ${POOLINGS.join(', ')} (answer only where the manifest says "template": true, or its set has prompts).`,
      t`Name each tensor by how it was pooled.`,
    );
  return can;
}

/** The choice with what the file suggests where nobody chose. Throws what `poolingsIn` throws, and for a pooling that it lacks. */
export function chosen(file: ActivationFile, choice: Partial<ActivationChoice>, wanted: KeptPooling): ActivationChoice {
  const can = poolingsIn(file);
  const poolings = choice.poolings ?? [can.includes(wanted) ? wanted : can[0]!];
  const lacking = poolings.find((name) => !can.includes(name));
  if (lacking !== undefined || poolings.length === 0)
    throw unreadable(
      file.file,
      t`there is no pooling ${lacking ?? t`chosen`}; it has ${can.join(', ')}.`,
      t`Choose among those of the file.`,
    );
  const { manifest, classes } = file;
  if (manifest.at !== '' && !v.is(moment, manifest.at))
    throw unreadable(
      file.file,
      t`at: expected a date and time as ISO 8601 writes it, got “${brief(manifest.at)}”.`,
      t`Correct it, or leave it out.`,
    );
  const groups = new Set(manifest.groups).size;
  const items = classes && 'pairs' in classes ? classes.pairs.length : file.count;
  const split = manifest.splits ? 'given' : groups >= 3 && groups < items ? 'group' : 'hash';
  return {
    poolings: POOLINGS.filter((name) => poolings.includes(name)),
    split: choice.split ?? split,
    name: choice.name || manifest.name || manifest.set?.name || file.file,
  };
}

function previewOf(file: ActivationFile, partial: Partial<ActivationChoice>, wanted: KeptPooling): ActivationsPreview {
  const choice = chosen(file, partial, wanted);
  const { manifest, count, layers, width, others } = file;
  const { model, site, by, template, tokens, texts, groups, splits, set } = manifest;
  const can = poolingsIn(file);
  const looked = {
    ...{ file: file.file, count, layers, width, choice, manifest: { model, site, by, template } },
    others: [...others, ...file.poolings.flatMap(({ name }) => ((can as string[]).includes(name) ? [] : [name]))],
    poolings: can.map((name) => ({
      name,
      type: file.poolings.find((one) => one.name === name)!.type,
      bytes: bytesOfRows(file, count, 1),
    })),
    tokens: tokens ? ([tokens.reduce((a, b) => Math.min(a, b)), tokens.reduce((a, b) => Math.max(a, b))] as const) : null,
    has: { texts: Boolean(texts ?? set), groups: Boolean(groups), splits: Boolean(splits), set: Boolean(set) },
  };
  try {
    const { set: known, rows } = textsOfFile(file, choice);
    expectRoom(file, new Set(rows).size, choice.poolings.length);
    const contrast = contrastOf(known);
    const { positive, negative } = sidesOf(contrast);
    const of = (part: string): number => itemsOf(contrast).filter(({ split }) => split === part).length;
    const found = {
      paired: isPaired(contrast),
      sides: known.concept,
      ...{ positive: positive.length, negative: negative.length, scored: known.scored.length },
      ...{ train: of('train'), test: of('test'), situations: known.scenarios.length },
    };
    return { ...looked, found, refused: null };
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    const { message, hint } = errorData(error);
    return { ...looked, found: null, refused: { message, hint } };
  }
}
