/** Result files of the paper, opened beside its published figures. They are no part of the experiment, and are gone with the page. */
import { errorData, LabError } from '../error';
import { withAnew } from '../experiment/paper-anew';
import { parsePaperResults, tooLarge } from '../formats/paper-results';
import { readText } from '../formats/text';
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
  return {
    /** Opens result files. Those that can be read are shown; an error names the others. */
    openPaperResults: (files: readonly File[]): Promise<void> =>
      guard(store, async () => {
        const outcomes = await Promise.allSettled(files.map(read));
        const opened = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
        store.setState(({ paper }) => ({ paper: opened.reduce(withOne, paper).slice(-MOST_FILES) }));
        const failed = outcomes.flatMap((one) => (one.status === 'rejected' ? [errorData(one.reason)] : []));
        const [first] = failed;
        if (first) throw new LabError(first.code, failed.map(({ message }) => message).join('\n'), first.hint);
        store.setState({ error: null });
      }),
  };
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
