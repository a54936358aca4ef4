/** Result files of the paper, opened beside its published figures. They are no part of the experiment, and are gone with the page. */
import { errorData, LabError } from '../error';
import { withAnew } from '../experiment/paper-anew';
import { parsePaperResults, tooLarge } from '../formats/paper-results';
import { readText } from '../formats/text';
import type { LabErrorData } from '../protocol';
import { guard } from './guard';
import type { Context } from './ports';
import type { LabState } from './state';

/** Files that are kept at a time: several times as many as the repository has. */
const MOST_FILES = 20;

export function paperActions({ store }: Pick<Context, 'store'>) {
  const read = async (file: File): Promise<LabState['paper'][number]> => {
    tooLarge(file.size, file.name);
    return { file: file.name, results: withAnew(parsePaperResults(await readText(file, file.name), file.name)) };
  };
  /** Shows those that can be read, under the names that they have there, and says what is wrong with the others. */
  async function showResults(files: readonly File[]): Promise<ResultsShown> {
    const outcomes = await Promise.allSettled(files.map(read));
    const opened = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    store.setState(({ paper }) => ({ paper: opened.reduce(withOne, paper).slice(-MOST_FILES) }));
    const failed = outcomes.flatMap((one, i) =>
      one.status === 'rejected' ? [{ file: files[i]!.name, error: errorData(one.reason) }] : [],
    );
    return { names: opened.map(({ file }) => file), failed };
  }
  return {
    showResults,
    /** Opens result files. Those that can be read are shown; an error names the others. */
    openPaperResults: (files: readonly File[]): Promise<void> =>
      guard(store, async () => {
        const { failed } = await showResults(files);
        if (failed.length > 0) throw allFailed(failed);
        store.setState({ error: null });
      }),
  };
}

export interface ResultsShown {
  /** Of the files that are shown now, as their file is called. */
  readonly names: readonly string[];
  readonly failed: readonly { readonly file: string; readonly error: LabErrorData }[];
}

/** What is wrong with each of several files, a line each; the code and hint of the first. */
export function allFailed(failed: ResultsShown['failed']): LabError {
  const [{ error }] = failed as [ResultsShown['failed'][number]];
  return new LabError(error.code, failed.map(({ error: { message } }) => message).join('\n'), error.hint);
}

/** The files with this one last. The same file once more takes its own place; another of that name (each model has its own) is numbered. */
function withOne(files: LabState['paper'], one: LabState['paper'][number]): LabState['paper'] {
  const content = JSON.stringify(one.results);
  const others = files.filter(({ file, results }) => !(plain(file) === one.file && JSON.stringify(results) === content));
  const taken = new Set(others.map(({ file }) => file));
  let name = one.file;
  for (let number = 2; taken.has(name); number++) name = `${one.file} (${number})`;
  return [...others, { ...one, file: name }];
}
const plain = (name: string): string => name.replace(/ \(\d+\)$/, '');
