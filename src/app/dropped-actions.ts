/**
 * JSON files that come in without a word of what they are: run files and scenario sets go to the action that opens them, A/B items and
 * other texts to the one that shows them before they are taken.
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
  openTexts(files: readonly File[]): Promise<unknown>;
}

export function droppedActions(
  { store, runFiles }: Pick<Context, 'store' | 'runFiles'>,
  { openExperiment, openScenarioSet, openTexts }: Openers,
) {
  async function kind(file: File): Promise<Kind> {
    try {
      return await kindIn(file);
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
    /**
     * Opens the file as what it is, but for vectors, lessons and games, and says that: to `known` before it is opened, so that the place
     * where it will be shown can be gone to first. A bad one throws and is shown; the page stays.
     */
    async openJson(file: File, known: (kind: Kind) => void = () => undefined): Promise<Kind> {
      const found = await kind(file);
      known(found);
      // Vectors, lessons and games are opened by who asked: each has a place of its own, and is gone to.
      if (found !== 'vectors' && found !== 'lesson' && found !== 'game') {
        const look = (one: File) => openTexts([one]);
        await { run: openExperiment, items: look, set: openScenarioSet, texts: look }[found](file);
      }
      return found;
    },
    /**
     * What several JSON files are together: run files where one of them is, vectors or games where all of them are, else texts. Those who
     * open them say which file is none.
     */
    async kindOfAll(files: readonly File[]): Promise<'run' | 'vectors' | 'game' | 'texts'> {
      const kinds = new Set<Kind>();
      // One after the other, to the first run file: a class's runs are many, and large.
      for (const file of files) {
        // Who opens a file that cannot be read says why.
        const found = await kindIn(file).catch(() => 'texts' as const);
        if (found === 'run') return found;
        kinds.add(found);
      }
      const [only] = kinds;
      return kinds.size === 1 && (only === 'vectors' || only === 'game') ? only : 'texts';
    },
  };
}

/** The text is looked at as a whole: a program that sorts an object's fields puts "format" behind megabytes of them. */
async function kindIn(file: File): Promise<Kind> {
  expectSmall(file.size, file.name);
  const text = await readText(file, file.name);
  const found = kindOf(text);
  return found === 'set' && isForeign(text) ? 'texts' : found;
}

export type DroppedActions = ReturnType<typeof droppedActions>;
