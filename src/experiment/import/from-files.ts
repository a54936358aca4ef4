/** What the worker of run files does with files of texts: it reads them anew for each question, and keeps nothing. */
import type { ImportChoice } from '../../formats/import/choice';
import type { TextFile } from '../../formats/import/read';
import { expectReadable } from '../../formats/import/table';
import { isForeign, kindOf } from '../../formats/kind';
import { LabError } from '../../error';
import type { ScenarioSet } from '../../formats/scenario-set';
import { readText } from '../../formats/text';
import type { KnownSet } from '../experiment';
import { importedItems } from './items';
import { importedSet, previewOf, type ImportPreview, type InUse } from './preview';
import { t } from '../../language/t';

/** A file of a person's, or a text that was pasted. */
export interface GivenFile {
  readonly name: string;
  readonly blob: Blob;
}

export interface LookRequest {
  readonly files: readonly GivenFile[];
  /** null: what the files themselves suggest. */
  readonly choice: ImportChoice | null;
  /** The set in use, where the files are, or may be, rated texts, which come beside its own; null where there is none. */
  readonly inUse: InUse | null;
}

/** `own`: the lab's own format, which others open. */
export type Looked = { readonly kind: 'own' } | { readonly kind: 'texts'; readonly preview: ImportPreview };

export interface TakeRequest {
  readonly files: readonly GivenFile[];
  readonly choice: ImportChoice;
  /** The set in use, where rated texts are taken. */
  readonly inUse: ScenarioSet | null;
}

export type ItemsRequest = Omit<TakeRequest, 'inUse'>;
/** The file that the items are. */
export type TakenItems = TextFile;

/** `json`: the file that the set is. */
export type Taken = KnownSet & { readonly json: string };

export async function lookAtTexts({ files: given, choice, inUse }: LookRequest): Promise<Looked> {
  const files = await textsOf(given);
  expectNoResults(files);
  if (files.length === 1 && !isForeign(files[0]!.text)) return { kind: 'own' };
  return { kind: 'texts', preview: previewOf({ files, choice, inUse }) };
}

export async function takeTexts({ files, choice, inUse }: TakeRequest): Promise<Taken> {
  const known = await importedSet(await textsOf(files), choice, inUse);
  return { ...known, json: JSON.stringify(known.set, null, 1) };
}

/** The file of A/B items that files become. */
export const takeItems = async ({ files, choice }: ItemsRequest): Promise<TakenItems> => importedItems(await textsOf(files), choice);

/** Throws `import-refused` for a result file of the paper: it is an object of numbers, and would be shown as a row without a text. */
function expectNoResults(files: readonly TextFile[]): void {
  const results = files.find(({ text }) => /^\s*\{/.test(text) && kindOf(text) === 'results');
  if (results)
    throw new LabError(
      'import-refused',
      t`${results.name} is a result file of the paper: it has no texts.`,
      t`Drop it anywhere on the page, or open it beside the paper’s figures.`,
    );
}

/** Their texts. All sizes are looked at before one is read. */
function textsOf(files: readonly GivenFile[]): Promise<TextFile[]> {
  for (const { name, blob } of files) expectReadable(blob.size, name);
  return Promise.all(files.map(async ({ name, blob }) => ({ name, text: await readText(blob, name) })));
}
