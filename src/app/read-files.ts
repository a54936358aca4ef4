/**
 * Files for scripts: what is in them. Activations become a reading, which is analysed and shown, and result files of the paper are shown
 * beside its figures; nothing else is taken into use.
 */
import { LabError } from '../error';
import type { ActivationChoice } from '../experiment/activations/choice';
import type { DirectionsRecord } from '../experiment/directions';
import type { Experiment } from '../experiment/experiment';
import type { Shape, VectorChoice } from '../experiment/vectors/choice';
import type { VectorsPreview } from '../experiment/vectors/preview';
import type { ImportChoice } from '../formats/import/choice';
import { expectSmall, isForeign, kindOf } from '../formats/kind';
import { parseScenarioSet } from '../formats/scenario-set';
import { expectOpened } from '../formats/unopened';
import { readText } from '../formats/text';
import { activationActions, type Imported } from './activation-actions';
import type { DroppedActions } from './dropped-actions';
import type { KeptActions } from './kept-actions';
import { JSON_FILE, TENSORS } from './endings';
import { kindsOf, oneKind, ofSeveralKinds } from './file-kinds';
import { allFailed, paperActions } from './paper-actions';
import type { Context } from './ports';
import { readRun } from './read-run';
import { readTexts, wholeSet, type TextsRead } from './read-texts';
import { shapesOf } from './vector-actions';
import { t } from '../language/t';

export interface ReadOptions {
  /**
   * Blocks of the model that vectors belong to, of whatever width; without it the loaded model's, that of the run on show, or the file's
   * own.
   */
  readonly layers?: number | undefined;
  /** The block of single vectors whose files do not say theirs. */
  readonly layer?: number | undefined;
  /** What of the layout of a table is to be otherwise; of activations the poolings, the split and the name. */
  readonly mapping?: (Partial<ImportChoice> & Partial<ActivationChoice>) | undefined;
}

export type FilesRead =
  | TextsRead
  | { readonly kind: 'vectors'; readonly directions: DirectionsRecord }
  | ({ readonly kind: 'activations' } & Imported)
  | { readonly kind: 'run'; readonly experiment: Experiment }
  | {
      readonly kind: 'results';
      /** Of the files that are shown beside the paper's figures now. */
      readonly names: readonly string[];
      /** The others, and what is wrong with each. */
      readonly problems: readonly { readonly file: string; readonly says: string }[];
    };

type ReadContext = Pick<Context, 'store' | 'runFiles' | 'clock' | 'analysis'> &
  Pick<KeptActions, 'showKept'> &
  Pick<DroppedActions, 'areActivations'>;

/** Files of one kind together. Throws what reading each kind throws, and `bad-input`, with what each is, for files of different kinds. */
export async function readFiles(context: ReadContext, files: readonly File[], o: ReadOptions): Promise<FilesRead> {
  const [first] = files;
  if (!first) throw new LabError('bad-input', t`There is no file to read.`, t`Give one, or several of one kind.`);
  const tensors = files.filter(({ name }) => TENSORS.test(name));
  if (tensors.length > 0 && (await context.areActivations(files))) {
    const { poolings, split, name } = o.mapping ?? {};
    const choice = { ...(poolings && { poolings }), ...(split && { split }), ...(name !== undefined && { name }) };
    return { kind: 'activations', ...(await activationActions(context, context).takeActivations(files, choice)) };
  }
  if (tensors.length === files.length) return { kind: 'vectors', directions: await vectorsOf(context, files, o) };
  if (files.length > 1) return readSeveral(context, files, o);
  if (!JSON_FILE.test(first.name)) return readTexts(context, files, o.mapping ?? {});
  expectSmall(first.size, first.name);
  const json = await readText(first, first.name);
  switch (kindOf(json)) {
    case 'run':
      return { kind: 'run', experiment: await readRun(context, json, first.name) };
    case 'vectors':
      return { kind: 'vectors', directions: await vectorsOf(context, files, o) };
    case 'items':
      return readTexts(context, files, o.mapping ?? {});
    case 'lesson':
      throw new LabError(
        'bad-input',
        t`${first.name} is a lesson: nothing that is computed with.`,
        t`Drop it on the page, or “Open a lesson of your own” there.`,
      );
    case 'game':
      throw new LabError(
        'bad-input',
        t`${first.name} is a game: nothing that is computed with.`,
        t`Drop it on the page, or play it: lab.play(JSON.parse(text)).`,
      );
    case 'draft':
      throw new LabError(
        'bad-input',
        t`${first.name} is a set that is still being written: it may lack what a set has.`,
        t`Drop it on the page, write on, and download the set.`,
      );
    case 'set':
      expectOpened(json, first.name);
      if (!isForeign(json)) return wholeSet(parseScenarioSet(json, first.name));
      return readTexts(context, files, o.mapping ?? {});
    case 'results':
      return resultsOf(context, files);
  }
}

/** Files that come together on the page do here, too, but for run files and games, of which a script opens one at a time. */
async function readSeveral(context: ReadContext, files: readonly File[], o: ReadOptions): Promise<FilesRead> {
  const kinds = await kindsOf(files);
  switch (oneKind(kinds)) {
    case 'texts':
      return readTexts(context, files, o.mapping ?? {});
    case 'vectors':
      return { kind: 'vectors', directions: await vectorsOf(context, files, o) };
    case 'results':
      return resultsOf(context, files);
    default:
      throw ofSeveralKinds(
        files,
        kinds,
        t`Give them one by one. Several files of texts, of vectors, of activations or of results come together.`,
      );
  }
}

/** Throws `paper-invalid` or `paper-not-json`, with a line for each file, where none can be read. */
async function resultsOf(context: Pick<Context, 'store'>, files: readonly File[]): Promise<FilesRead> {
  const { names, failed } = await paperActions(context).showResults(files);
  if (names.length === 0) throw allFailed(failed);
  return { kind: 'results', names, problems: failed.map(({ file, error }) => ({ file, says: error.message })) };
}

/** Without `layers` they have to fit what is loaded or shown, where their width does; of another width the file itself says how many. */
async function vectorsOf({ store, runFiles }: Pick<Context, 'store' | 'runFiles'>, files: readonly File[], { layers, layer }: ReadOptions) {
  const given = files.map((file) => ({ name: file.name, blob: file }));
  const choice =
    layer === undefined ? null : atBlock(layer, await runFiles.call('lookAtVectors', { files: given, choice: null, shapes: [] }));
  const read = (shapes: readonly Shape[]) => runFiles.call('takeVectors', { files: given, choice, shapes });
  const alone = await read([]);
  const { width } = alone;
  if (layers !== undefined) return read([{ name: t`the model asked for`, layers, width }]);
  const known = shapesOf(store.getState()).filter((one) => one.width === width);
  return known.length === 0 ? alone : read(known);
}

/** What files suggest, with the vectors that are of no block yet at this one. Throws `bad-input` where there is none. */
function atBlock(layer: number, { choice, files }: VectorsPreview): VectorChoice {
  const isOpen = files.map(({ single, number }) => single && number === null);
  if (!isOpen.includes(true))
    throw new LabError(
      'bad-input',
      t`layer: ${files.map(({ name }) => name).join(', ')} ${files.length === 1 ? t`says` : t`say`} which block each vector is of.`,
      t`Leave it out, or name the file of a single vector otherwise.`,
    );
  return { ...choice, files: choice.files.map((one, i) => (isOpen[i] ? { ...one, block: layer } : one)) };
}
