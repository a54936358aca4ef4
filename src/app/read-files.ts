/** Files for scripts: what is in them. Activations become a reading, which is analysed and shown; nothing else is taken into use. */
import { LabError } from '../error';
import type { ActivationChoice } from '../experiment/activations/choice';
import type { DirectionsRecord } from '../experiment/directions';
import type { Experiment } from '../experiment/experiment';
import type { Shape } from '../experiment/vectors/choice';
import type { ImportChoice } from '../formats/import/choice';
import { expectSmall, isForeign, kindOf } from '../formats/kind';
import { parsePaperResults } from '../formats/paper-results';
import { parseScenarioSet } from '../formats/scenario-set';
import { expectOpened } from '../formats/unopened';
import { readText } from '../formats/text';
import { activationActions, type Imported } from './activation-actions';
import type { DroppedActions } from './dropped-actions';
import type { KeptActions } from './kept-actions';
import { TENSORS } from './endings';
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
  /** What of the layout of a table is to be otherwise; of activations the poolings, the split and the name. */
  readonly mapping?: (Partial<ImportChoice> & Partial<ActivationChoice>) | undefined;
}

export type FilesRead =
  | TextsRead
  | { readonly kind: 'vectors'; readonly directions: DirectionsRecord }
  | ({ readonly kind: 'activations' } & Imported)
  | { readonly kind: 'run'; readonly experiment: Experiment }
  | { readonly kind: 'results'; readonly name: string };

/** Files of one kind together. Throws what reading each kind throws, and `bad-input` for files of different kinds. */
export async function readFiles(
  context: Pick<Context, 'store' | 'runFiles' | 'clock' | 'analysis'> &
    Pick<KeptActions, 'showKept'> &
    Pick<DroppedActions, 'areActivations'>,
  files: readonly File[],
  o: ReadOptions,
): Promise<FilesRead> {
  const [first] = files;
  if (!first) throw new LabError('bad-input', t`There is no file to read.`, t`Give one, or several of one kind.`);
  const tensors = files.filter(({ name }) => TENSORS.test(name));
  if (tensors.length > 0 && (await context.areActivations(files))) {
    const { poolings, split, name } = o.mapping ?? {};
    const choice = { ...(poolings && { poolings }), ...(split && { split }), ...(name !== undefined && { name }) };
    return { kind: 'activations', ...(await activationActions(context, context).takeActivations(files, choice)) };
  }
  if (tensors.length > 0 && tensors.length < files.length)
    throw new LabError('bad-input', t`Some of the files are vectors, others are not.`, t`Give files of one kind together.`);
  if (tensors.length > 0) return { kind: 'vectors', directions: await vectorsOf(context, files, o) };
  if (files.length > 1 || !/\.json$/i.test(first.name)) return readTexts(context, files, o.mapping ?? {});
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
      parsePaperResults(json, first.name);
      return { kind: 'results', name: first.name };
  }
}

/** Without `layers` they have to fit what is loaded or shown, where their width does; of another width the file itself says how many. */
async function vectorsOf({ store, runFiles }: Pick<Context, 'store' | 'runFiles'>, files: readonly File[], { layers }: ReadOptions) {
  const given = files.map((file) => ({ name: file.name, blob: file }));
  const read = (shapes: readonly Shape[]) => runFiles.call('takeVectors', { files: given, choice: null, shapes });
  const alone = await read([]);
  const { width } = alone;
  if (layers !== undefined) return read([{ name: t`the model asked for`, layers, width }]);
  const known = shapesOf(store.getState()).filter((one) => one.width === width);
  return known.length === 0 ? alone : read(known);
}
