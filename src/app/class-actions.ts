/** A class's run files: many at once, a row each. A broken one is named with its reason, and the others open. */
import { sha256 } from '../formats/sha256';
import { errorData, LabError } from '../error';
import type { ClassRow } from '../experiment/class-row';
import { clash, gained, merged } from '../experiment/merge';
import { expectSmall } from '../formats/kind';
import { readText } from '../formats/text';
import { refusalOf, type Refusal } from './class-refusal';
import { logFault } from './guard';
import type { Context } from './ports';
import { readRun } from './read-run';
import { beside } from './state-updates';
import { t } from '../language/t';

/**
 * What became of one file. `file`: its row; `given`: its own name; `sha256`: of its text, null where that could not be read. `source`: the
 * file itself, which is read again where its ratings are joined: thirty whole runs would be kept for thirty rows.
 */
export type ClassFile = { readonly file: string; readonly given: string; readonly sha256: string | null } & (
  { readonly row: ClassRow; readonly source: File } | { readonly refused: Refusal }
);

export interface JoinOptions {
  /** Ends it after the file that is being read; what has come stays. */
  readonly signal?: AbortSignal;
  /** So many of so many files with ratings have been joined. */
  readonly onFile?: (done: number, of: number) => void;
}

/** What came of it. `left`: files that were not asked, because it was stopped. */
export interface Joined {
  readonly ratings: number;
  readonly refused: readonly string[];
  readonly left: number;
}

type Rated = Extract<ClassFile, { row: unknown }>;
const isRated = (one: ClassFile): one is Rated => 'row' in one && one.row.raters > 0;

export function classActions(context: Pick<Context, 'store' | 'runFiles' | 'clock'>) {
  const { store, runFiles } = context;
  const { getState: get, setState: set } = store;
  /** Counts what was asked for: files that come after the table was emptied stay away. */
  let asked = 0;

  async function opened(file: File): Promise<ClassFile> {
    let hash: string | null = null;
    let text: string | null = null;
    try {
      expectSmall(file.size, file.name);
      text = await readText(file, file.name);
      hash = await sha256(text);
      const row = await runFiles.call('classRow', { json: text, file: file.name });
      if (!row) throw new LabError('experiment-invalid', t`${file.name} has no analysis to show.`, t`Save the file again after a run.`);
      return { file: file.name, given: file.name, sha256: hash, row, source: file };
    } catch (error) {
      logFault(error);
      return { file: file.name, given: file.name, sha256: hash, refused: refusalOf(errorData(error), file.name, text) };
    }
  }

  return {
    /**
     * Opens the files one after the other, each as a row of the table. The same file again takes its own place; another one of the same
     * name, as two laptops may give it, gets a number.
     */
    async openClass(files: readonly File[]): Promise<void> {
      const own = asked;
      set(({ classComing }) => ({ classComing: classComing + files.length }));
      for (const file of files) {
        const one = await opened(file);
        if (own !== asked) return;
        set(({ classFiles, classComing }) => ({
          classFiles: withFile(classFiles, one),
          classComing: classComing - 1,
        }));
      }
    },
    /** Empties the table. The experiment on the page stays. */
    clearClass(): void {
      asked++;
      set({ classFiles: [], classComing: 0 });
    },
    /**
     * Joins the ratings of these files, with the answers and analyses that they belong to, to the experiment on the page. Gives how many
     * ratings came, and the files that say something else of a record that is here, or cannot be read any more: those join nothing. Once it
     * was stopped, it goes on from there when it is asked again: what has come is joined once.
     */
    async joinClass({ signal, onFile = () => undefined }: JoinOptions = {}): Promise<Joined> {
      const refused: string[] = [];
      let ratings = 0;
      const rated = get().classFiles.filter(isRated);
      for (const [done, { source, file }] of rated.entries()) {
        if (signal?.aborted) return { ratings, refused, left: rated.length - done };
        onFile(done, rated.length);
        const more = await readRun(context, source, source.name).catch((error: unknown) => (logFault(error), null));
        const { experiment: before } = get();
        if (!more || clash(before, more) !== null) {
          refused.push(file);
          continue;
        }
        const both = merged(before, more);
        ratings += gained(before, both).ratings;
        set((state) => beside(state, both, 'opened'));
      }
      return { ratings, refused, left: 0 };
    },
  };
}

/** The files with one more. */
function withFile(files: readonly ClassFile[], one: ClassFile): readonly ClassFile[] {
  const rest = files.filter(({ given, sha256 }) => given !== one.given || sha256 !== one.sha256);
  const taken = new Set(rest.map(({ file }) => file));
  let name = one.file;
  for (let n = 2; taken.has(name); n++) name = `${one.file} (${n})`;
  return [...rest, { ...one, file: name }];
}
