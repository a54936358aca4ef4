/** What files are, each by what is in it: which of them come together, and what is said of those that do not. */
import { LabError } from '../error';
import { some } from '../experiment/import/named';
import { expectSmall, isForeign, kindOf } from '../formats/kind';
import { readText } from '../formats/text';
import { expectOpened } from '../formats/unopened';
import { JSON_FILE, TENSORS } from './endings';
import { t } from '../language/t';

/** `texts`: of another layout than the lab's own files. */
export type FileKind = ReturnType<typeof kindOf> | 'texts';
/** `tensors`: by their ending alone. */
export type KindNamed = FileKind | 'tensors';

/**
 * What a JSON file is. Throws what reading it throws. The text is looked at as a whole: a program that sorts an object's fields puts
 * "format" behind megabytes of them.
 */
export async function kindIn(file: File): Promise<FileKind> {
  expectSmall(file.size, file.name);
  const text = await readText(file, file.name);
  const found = kindOf(text);
  // Whatever is none of the others: a large run file is not parsed once more.
  if (found === 'set') expectOpened(text, file.name);
  return found === 'set' && isForeign(text) ? 'texts' : found;
}

/** The same; of a file that cannot be read `texts`: who opens it says why. */
export const readableKind = (file: File): Promise<FileKind> => kindIn(file).catch(() => 'texts' as const);

/** [file] what it is: of JSON by its text, else by its ending. One file is read at a time: run files are large. */
export async function kindsOf(files: readonly File[]): Promise<KindNamed[]> {
  const kinds: KindNamed[] = [];
  for (const file of files)
    kinds.push(JSON_FILE.test(file.name) ? await readableKind(file) : TENSORS.test(file.name) ? 'tensors' : 'texts');
  return kinds;
}

/** The kind that all of them are, items being texts; null where they are of several. */
export function oneKind<K extends KindNamed>(kinds: readonly K[]): Exclude<K, 'items'> | 'texts' | null {
  const plain = new Set(kinds.map((kind) => (kind === 'items' ? 'texts' : kind) as Exclude<K, 'items'> | 'texts'));
  const [first] = plain;
  return plain.size === 1 ? first! : null;
}

/** What each of several files is that cannot be opened together. `hint`: what can be. */
export function ofSeveralKinds(files: readonly File[], kinds: readonly KindNamed[], hint: string): LabError {
  const each = files.map(({ name }, i) => t`“${name}” is ${NAMES[kinds[i]!]}`);
  return new LabError('bad-input', t`Of several kinds, or one at a time: ${some(each, 6)}.`, hint);
}

const NAMES: Readonly<Record<KindNamed, string>> = {
  run: t`a run file`,
  set: t`a scenario set`,
  lesson: t`a lesson`,
  game: t`a game`,
  draft: t`a set that is being written`,
  items: t`a file of items to choose in`,
  texts: t`a file of texts`,
  vectors: t`a file of vectors`,
  results: t`a result file of the paper`,
  tensors: t`a file of vectors or activations`,
};
