/** A model in files that were handed in (a folder, a drop, an archive): read by reference, nothing is copied or kept. */
import { LabError } from '../../src/error';
import { pointerError } from '../../src/hub/lfs';
import { safePath } from '../../src/hub/addresses';
import { within } from '../../src/hub/listing';
import type { LocalFile } from '../../src/protocol';
import type { ModelFile, ModelFiles } from './model-files';
import type { Progress } from './progress';
import { t } from '../../src/language/t';

export function openHandedIn(local: readonly LocalFile[], bar: Progress): ModelFiles {
  const files = new Map(local.map(({ path, file }) => [path, file]));
  const take = async (path: string): Promise<ModelFile | null> => {
    const blob = files.get(safePath(path));
    if (!blob) return null;
    const pointer = await pointerError(path, blob, 'here');
    if (pointer) throw pointer;
    bar.at(path, blob.size, 0, 'folder');
    return { blob, sha256: null, listed: true, commit: null };
  };
  return {
    async open(path) {
      const found = await take(path);
      if (found) return found;
      const some = [...files.keys()].slice(0, 8).join(', ');
      throw new LabError(
        'folder-incomplete',
        t`The folder has no ${path}.`,
        t`It holds ${some || 'nothing'}. Choose the folder that contains config.json, tokenizer.json and the .onnx file with its data files.`,
      );
    },
    has: (path) => Promise.resolve(files.has(path)),
    optional: take,
    // The graph was chosen among these files before the load began (src/hub/model-roots.ts).
    names: () => Promise.resolve(null),
    within: (folder) => Promise.resolve(within([...files.keys()], `${folder}/`)),
    expect(paths) {
      bar.expect(paths.reduce((sum, path) => sum + (files.get(path)?.size ?? 0), 0));
      return Promise.resolve();
    },
    noteReads: () => Promise.resolve(),
    discard: (path) =>
      Promise.resolve(`Nothing in the folder was changed: put a good copy of ${path} there, then choose the folder again.`),
    notKept: () => Promise.resolve(null),
    downloaded: () => 0,
  };
}
