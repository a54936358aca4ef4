/** Which files a repository has, by the catalogue or by its own list; and whether one that is kept here is current. */
import { listingUrl, type Listing } from '../../src/hub/listing';
import type { ModelChoice, RemoteFile } from '../../src/protocol';
import type { Marker } from '../../src/storage/place';
import { fetchListing } from './ask-listing';
import type { Edge } from './download';

export interface KnownFiles {
  /** What is known of a file so far; undefined for one that nothing has named yet. */
  of(path: string): RemoteFile | undefined;
  /** The repository's own list: asked for at most once, and never where the catalogue names the files, or offline. null: there is none. */
  listing(): Promise<Listing | null>;
  /** Whether `listing` was asked for. */
  asked(): boolean;
  /** The files there are: those of the catalogue where the choice has them, else those of the list; null where neither names them. */
  files(): Promise<ReadonlyMap<string, RemoteFile> | null>;
}

/** For one load of `choice`. Nothing is asked before `listing` or `files` is. */
export function knownFiles(choice: ModelChoice, world: Edge, signal: AbortSignal): KnownFiles {
  const known = new Map<string, RemoteFile>(choice.files?.map((file) => [file.path, file]));
  let asked: Promise<Listing | null> | null = null;
  const listing = (): Promise<Listing | null> => {
    const url = choice.files || globalThis.navigator?.onLine === false ? null : listingUrl(choice.root, choice.repo, choice.revision);
    return (asked ??= url ? fetchListing(url, world, signal) : Promise.resolve(null));
  };
  return {
    of: (path) => known.get(path),
    listing,
    asked: () => asked !== null,
    async files() {
      if (choice.files) return known;
      const files = (await listing())?.files ?? null;
      for (const [path, file] of files ?? []) known.set(path, file);
      return files;
    },
  };
}

/** Of a kept file that is current: what is known of it now, and its marker to be written anew, so that the next visit need not ask. */
export interface Judged {
  readonly listed: boolean;
  readonly commit: string | null;
  readonly renewed: Marker | null;
}

/**
 * What a kept file is worth; null where it is not the one that is `wanted`. `list`: whether this load has a list of files, and the commit
 * that it is of; null where the file needs none, for an earlier list has vouched for it. Pure.
 */
export function judgeKept(
  kept: Marker,
  wanted: RemoteFile | undefined,
  list: { readonly there: boolean; readonly commit: string | null } | null,
): Judged | null {
  const now = list?.commit ?? null;
  if (!isCurrent(kept, wanted, now)) return null;
  const commit = now ?? kept.commit ?? null;
  return {
    listed: kept.listed || (list?.there ?? false),
    commit,
    renewed: list?.there ? { ...kept, listed: true, ...(commit ? { commit } : {}) } : null,
  };
}

/** Whether a kept file is the one that is wanted now. `commit`: the repository's, where its list said it just now. Pure. */
export function isCurrent(kept: Marker, wanted: RemoteFile | undefined, commit: string | null): boolean {
  if (wanted && (wanted.sha256 ? wanted.sha256 !== kept.sha256 : (wanted.bytes ?? kept.bytes) !== kept.bytes)) return false;
  // A list names no hash for small files: a file of another commit may have other bytes and the same length.
  return !(commit && kept.commit && commit !== kept.commit && !wanted?.sha256);
}
