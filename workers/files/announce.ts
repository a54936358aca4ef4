/** Which files a load will open, and how long they are: the length of the progress bar, and whether the disk has room for them. */
import { graphIn } from '../../src/hub/graph-path';
import { filesFor } from '../../src/hub/listing';
import { expectRoom } from '../../src/storage/room';
import { fetchHead } from './ask-listing';
import type { LoadScope } from './load-scope';

/** Announces these files of the repository. Throws `storage-full` if they do not fit on this disk. */
export async function announce(load: LoadScope, paths: readonly string[]): Promise<void> {
  const { address, known, sizes, bar } = load;
  const disk = await load.place();
  const kept = await Promise.all(paths.map((path) => disk.open(address(path))));
  paths.forEach((path, i) => kept[i] && sizes.set(path, kept[i].marker.bytes));
  const absent = paths.filter((_, i) => !kept[i]);
  if (absent.length > 0) await known.files();
  let needed = 0;
  for (const path of absent) {
    const bytes = await lengthOf(load, path);
    sizes.set(path, bytes);
    needed += stillToCome(bytes, (await disk.part(address(path)))?.bytes ?? 0);
  }
  bar.expect(barLength(sizes.values()));
  if (disk.kind !== 'memory') await expectRoom(needed);
}

/** Announces the files this load will need, as far as they can be named before the graph is read. */
export async function announceLoad(load: LoadScope): Promise<void> {
  const { choice, known } = load;
  const found = await known.files();
  if (!found) return;
  await announce(load, choice.files ? [...found.keys()] : filesFor(graphIn(found, choice), found.values()).map(({ path }) => path));
}

/** The length of the bar; 0, which draws none, while the bytes of one file are not known. */
export function barLength(sizes: Iterable<number | null>): number {
  let sum = 0;
  for (const bytes of sizes) {
    if (bytes === null) return 0;
    sum += bytes;
  }
  return sum;
}

/** Bytes that a file will add to the disk, of which a part is here; a length that nobody knows counts as 0. */
export const stillToCome = (bytes: number | null, part: number): number => Math.max(0, (bytes ?? 0) - part);

/** By the list, else by an earlier announcement, else by a HEAD: what that says serves the bar only, it may be of a compressed body. */
async function lengthOf({ known, sizes, address, world, signal }: LoadScope, path: string): Promise<number | null> {
  const listed = known.of(path);
  const asked = listed ?? (sizes.has(path) ? null : await fetchHead(address(path), path, world, signal));
  return asked?.bytes ?? sizes.get(path) ?? null;
}
