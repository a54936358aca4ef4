/** A class's run files: many at once, a row each. A broken one is named with its reason, and the others open. */
import { sha256 } from 'hash-wasm';
import { errorData, LabError } from '../error';
import { classRow, type ClassRow } from '../experiment/class-row';
import { clash, gained, merged } from '../experiment/merge';
import { ratingsAsked, ratingsGiven } from '../experiment/ratings-asked';
import { shownRun } from '../experiment/shown';
import { expectSmall } from '../formats/kind';
import { readText } from '../formats/text';
import type { Experiment } from '../experiment/experiment';
import { refusalOf, type Refusal } from './class-refusal';
import { logFault } from './guard';
import type { Context } from './ports';
import { readRun } from './read-run';
import { beside } from './state-updates';
import { t } from '../language/t';

/** What became of one file. `file`: its row; `given`: its own name; `sha256`: of its text, null where that could not be read. */
export type ClassFile = { readonly file: string; readonly given: string; readonly sha256: string | null } & (
  { readonly row: ClassRow; readonly experiment: Experiment } | { readonly refused: Refusal }
);

export function classActions(context: Pick<Context, 'store' | 'analysis' | 'runFiles' | 'clock'>) {
  const { store, analysis } = context;
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
      const experiment = await readRun(context, text, file.name);
      const ratings = ratingsAsked(experiment);
      const given = ratingsGiven(ratings, shownRun(experiment)?.record.id ?? null, experiment.view.seed);
      const row = classRow(experiment, await analysis.call('ratings', given), ratings.raters.length);
      if (!row) throw new LabError('experiment-invalid', t`${file.name} has no analysis to show.`, t`Save the file again after a run.`);
      return { file: file.name, given: file.name, sha256: hash, row, experiment };
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
     * ratings came, and the files that say something else of a record that is here: those join nothing.
     */
    joinClass(): { ratings: number; refused: string[] } {
      const refused: string[] = [];
      const { experiment: before, classFiles } = get();
      let both = before;
      for (const one of classFiles) {
        if (!('row' in one)) continue;
        if (clash(both, one.experiment) === null) both = merged(both, one.experiment);
        else refused.push(one.file);
      }
      if (both !== before) set((state) => beside(state, both, 'opened'));
      return { ratings: gained(before, both).ratings, refused };
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
