/** Models from files of this machine: handed in, or kept on this disk. */
import { LabError } from '../error';
import { pageUrl } from '../hub/catalogue';
import { graphPath } from '../hub/graph-path';
import { modelsIn, only, type FolderModel, type WhichModel } from '../hub/model-roots';
import type { LocalFile, ModelChoice, ModelInfo } from '../protocol';
import type { StoredGraph, StoredModel } from '../storage/stored-model';
import type { LoadOptions, ModelActions } from './model-actions';
import type { Context } from './ports';
import { collect } from './transfer';
import { t } from '../language/t';

export interface FolderOptions extends LoadOptions, WhichModel {}

/** The models of a folder, a drop or an archive. Throws what `loadFolder` throws before it loads. */
export const modelsOfFolder = async (files: readonly (File | LocalFile)[], wanted: WhichModel = {}): Promise<FolderModel[]> =>
  modelsIn(await collect(files), wanted);

export function folderActions(
  { store, disk }: Context,
  { client, forcedDevice, loadChoice, loadModel }: Pick<ModelActions, 'client' | 'forcedDevice' | 'loadChoice' | 'loadModel'>,
) {
  /** Loads one of `modelsOfFolder`. */
  const loadOfFolder = ({ name, revision, dtype, graph, files }: FolderModel, o: LoadOptions = {}): Promise<ModelInfo> =>
    loadChoice({ id: name, repo: name, revision, dtype, root: `folder:${name}`, device: o.device ?? forcedDevice, graph, local: files }, o);

  /** What a graph lacks that nobody has read yet: reading it tells its weight files. */
  async function lookInto(choice: ModelChoice, signal?: AbortSignal): Promise<string[]> {
    await client.call('inspect', { model: choice }, { signal });
    const model = (await disk.models.listModels()).find(({ root }) => root === choice.root);
    return model?.graphs.find(({ path }) => path === choice.graph)?.lacks ?? [];
  }

  return {
    loadOfFolder,
    /**
     * Loads a model from files that were handed in. They are read where they lie: nothing is copied, so they must be chosen again on the
     * next visit. Throws `folder-incomplete`, `no-onnx`, `several-models` where neither `dtype` nor `graph` says which, `archive-damaged`,
     * and what loading throws.
     */
    async loadFolder(files: readonly (File | LocalFile)[], { dtype, graph, ...o }: FolderOptions = {}): Promise<ModelInfo> {
      return loadOfFolder(only(await modelsOfFolder(files, { dtype, graph })), o);
    },
    /**
     * Loads a graph of a model that is whole on this disk; by its catalogue entry where it has one, so that its reference is checked.
     * Throws `model-incomplete`, and what loading throws.
     */
    async loadStored(
      { root, repo, revision }: StoredModel,
      { path: graph, dtype, lacks }: StoredGraph,
      o: LoadOptions = {},
    ): Promise<ModelInfo> {
      const { catalogue } = store.getState();
      const entry = catalogue.find((one) =>
        one.embedded ? pageUrl(`models/${one.id}`) === root : one.repo === repo && graphPath(one.dtype) === graph,
      );
      if (entry?.embedded) return loadModel(entry.id, o);
      const choice: ModelChoice = { id: entry?.id ?? repo, repo, revision, dtype, root, device: o.device ?? forcedDevice, graph };
      const missing = lacks ?? (await lookInto(choice, o.signal));
      if (missing.length > 0)
        throw new LabError(
          'model-incomplete',
          t`Of ${repo} in ${dtype}, ${missing.join(', ')} is not on this disk.`,
          t`Load it from its hub, which says how large it is and goes on where it stopped.`,
        );
      return loadChoice(choice, o);
    },
  };
}
