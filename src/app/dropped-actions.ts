/**
 * JSON files that come in without a word of what they are: run files and scenario sets go to the action that opens them, A/B items and
 * other texts to the one that shows them before they are taken.
 */
import { some } from '../experiment/import/named';
import { errorData, LabError } from '../error';
import { kindIn, kindsOf, ofSeveralKinds, oneKind, readableKind, type FileKind, type KindNamed } from './file-kinds';
import type { Context } from './ports';
import { t } from '../language/t';

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
  async function kind(file: File): Promise<FileKind> {
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
      const error = new LabError(
        'bad-input',
        t`${some(names) || t`What was dropped`}: nothing that can be opened here.`,
        t`Run files, scenario sets, lessons, games and texts are files that end in .json, .jsonl, .csv, .tsv or .txt; vectors in .npy, .npz, .safetensors or .gguf; activations in .npy, .npz or .safetensors, with their manifest; a model is a folder with an .onnx file, or a .zip or .tar of one.`,
      );
      store.setState({ error: errorData(error) });
    },
    /**
     * Opens the file as what it is, but for vectors, lessons, games, drafts and results, and says that: to `known` before it is opened, so
     * that the place where it will be shown can be gone to first. A bad one throws and is shown; the page stays.
     */
    async openJson(file: File, known: (kind: FileKind) => void = () => undefined): Promise<FileKind> {
      const found = await kind(file);
      known(found);
      // Vectors, lessons, games, drafts and results are opened by who asked: each has a place of its own, and is gone to.
      if (found === 'run' || found === 'items' || found === 'set' || found === 'texts') {
        const look = (one: File) => openTexts([one]);
        await { run: openExperiment, items: look, set: openScenarioSet, texts: look }[found](file);
      }
      return found;
    },
    /**
     * What several JSON files are together: run files where one of them is, texts, vectors, games or results where all are. Those who open
     * them say which file is none. null, and that is said, where they are of several kinds, or of one of which one is opened at a time.
     */
    async kindOfAll(files: readonly File[]): Promise<'run' | 'vectors' | 'game' | 'results' | 'texts' | null> {
      const kinds: FileKind[] = [];
      // One after the other, to the first run file: a class's runs are many, and large.
      for (const file of files) {
        const found = await readableKind(file);
        if (found === 'run') return found;
        kinds.push(found);
      }
      const one = oneKind(kinds);
      if (one === 'vectors' || one === 'game' || one === 'results' || one === 'texts') return one;
      refuseKinds(files, kinds);
      return null;
    },
    /** Says the same of files that are known by their endings alone to be of several kinds. */
    async refuseMixed(files: readonly File[]): Promise<void> {
      refuseKinds(files, await kindsOf(files));
    },
  };

  function refuseKinds(files: readonly File[], kinds: readonly KindNamed[]): void {
    store.setState({ error: errorData(ofSeveralKinds(files, kinds, DROP_THEM)) });
  }
}

const DROP_THEM = t`Drop them one by one. Several run files come together, for a class; so do several files of texts, of vectors, of results, and games.`;

export type DroppedActions = ReturnType<typeof droppedActions>;
