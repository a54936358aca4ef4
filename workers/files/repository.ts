/** The files of one model of a hub: from this disk where they are whole, else downloaded, listed and kept. */
import { within } from '../../src/hub/listing';
import type { LoadEvent, ModelChoice } from '../../src/protocol';
import { noteReads } from '../../src/storage/models';
import type { Place } from '../../src/storage/place';
import { announce } from './announce';
import { edge, type Edge } from './download';
import { openHandedIn } from './handed-in';
import { loadScope, SURE, type LoadScope } from './load-scope';
import type { ModelFiles } from './model-files';
import { openFile } from './open-file';
import { openOptional } from './optional-file';
import { progress } from './progress';

/** Of a hub, or of this machine where the choice brings its files. Nothing is asked before a file is. */
export function openModelFiles(
  choice: ModelChoice,
  report: (event: LoadEvent) => void,
  signal: AbortSignal,
  { edge: world = edge, place }: { edge?: Edge; place?: Place } = {},
): ModelFiles {
  const bar = progress(report, world.now);
  return choice.local ? openHandedIn(choice.local, bar) : repository(loadScope(choice, { bar, world, signal, place }));
}

function repository(load: LoadScope): ModelFiles {
  const { choice, known, full } = load;
  return {
    open: async (path) => openFile(load, await full(path)),
    has: async (path) => load.has(await full(path)),
    optional: async (path) => openOptional(load, await full(path)),
    expect: async (paths) => announce(load, await Promise.all(paths.map(full))),
    // A failed write does not end a load: the disk then only tells less of this model.
    noteReads: async (graph, locations) => noteReads(await load.place(), load.address(graph), locations).catch(() => undefined),
    names: async () => choice.files?.map(({ path }) => path) ?? (await known.listing())?.names ?? null,
    within: async (folder) => pathsIn(load, await full(folder)),
    async discard(path) {
      await (await load.place()).remove(load.address(await full(path)));
      return 'The file was removed: load again.';
    },
    async notKept() {
      const { kind, refused } = await load.place();
      if (kind !== 'memory') return null;
      return refused === undefined
        ? 'this browser offers the page no place for files (over plain http none does)'
        : `this browser refuses to keep it (${refused})`;
    },
    downloaded: load.bar.downloaded,
  };
}

/** What lies in a folder of the repository: by its list where it was asked for, or where this disk cannot tell; else by the disk. */
async function pathsIn({ choice, known, has, full, place, address }: LoadScope, folder: string): Promise<readonly string[]> {
  const listed = known.asked() || choice.files || !(await has(await full(SURE))) ? await known.files() : null;
  if (listed) return within([...listed.keys()], `${folder}/`);
  const kept = (await (await place()).list()).filter(({ complete, bytes }) => complete && bytes > 0).map(({ url }) => url);
  return within(kept, `${address(folder)}/`).map(decodeURIComponent);
}
