/**
 * A JSON file that comes in without a word of what it is: run files, scenario sets, A/B items and other texts each go to the action that
 * opens them.
 */
import { expectSmall, isForeign, kindOf } from '../formats/kind';
import { readText } from '../formats/text';
import { errorData, LabError } from '../error';
import type { Context } from './ports';
import { t } from '../language/t';

/** `texts`: of another layout than the lab's own files. */
type Kind = ReturnType<typeof kindOf> | 'texts';

/** The actions that it may go to. */
interface Openers {
  openExperiment(file: File): Promise<unknown>;
  openScenarioSet(file: File): Promise<unknown>;
  openItems(file: File): Promise<unknown>;
  openTexts(files: readonly File[]): Promise<unknown>;
}

export function droppedActions(
  { store, runFiles }: Pick<Context, 'store' | 'runFiles'>,
  { openExperiment, openScenarioSet, openItems, openTexts }: Openers,
) {
  /** The text is looked at as a whole: a program that sorts an object's fields puts "format" behind megabytes of them. */
  async function kind(file: File): Promise<Kind> {
    try {
      expectSmall(file.size, file.name);
      const text = await readText(file, file.name);
      const found = kindOf(text);
      return found === 'set' && isForeign(text) ? 'texts' : found;
    } catch (error) {
      store.setState({ error: errorData(error) });
      throw error;
    }
  }
  return {
    /** Whether files of tensors are activations of texts, by their headers; false of files that are none. */
    areActivations: (files: readonly File[]): Promise<boolean> =>
      files.some(({ name }) => /\.(npy|npz|safetensors)$/i.test(name))
        ? runFiles.call('areActivations', { files: files.map((file) => ({ name: file.name, blob: file })) })
        : Promise.resolve(false),
    /** Says of files that were dropped that none of them is anything to open. */
    refuseDropped(names: readonly string[]): void {
      const some = names.slice(0, 3).join(', ') + (names.length > 3 ? t`, and ${names.length - 3} more` : '');
      const error = new LabError(
        'bad-input',
        t`${some || t`What was dropped`}: nothing that can be opened here.`,
        t`Run files, scenario sets and texts are files that end in .json, .jsonl, .csv, .tsv or .txt; vectors in .npy, .npz, .safetensors or .gguf; activations in .npy, .npz or .safetensors, with their manifest; a model is a folder with an .onnx file, or a .zip or .tar of one.`,
      );
      store.setState({ error: errorData(error) });
    },
    /** Opens the file as what it is, but for vectors, lessons and games, and says that. A bad one throws and is shown; the page stays. */
    async openJson(file: File): Promise<Kind> {
      const found = await kind(file);
      // Vectors, lessons and games are opened by who asked: each has a place of its own, and is gone to.
      if (found !== 'vectors' && found !== 'lesson' && found !== 'game')
        await { run: openExperiment, items: openItems, set: openScenarioSet, texts: (one: File) => openTexts([one]) }[found](file);
      return found;
    },
  };
}
export type DroppedActions = ReturnType<typeof droppedActions>;
