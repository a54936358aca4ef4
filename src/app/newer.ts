/** Whether the branch that a kept model was fetched from has moved on, asked of its hub; and how its new files come. */
import { askListing } from '../hub/ask';
import { listingUrl, type Listing } from '../hub/listing';
import { LabError } from '../error';
import type { RemoteFile } from '../protocol';
import type { StoredModel } from '../storage/stored-model';
import { storedAt } from './stored-at';
import type { Context } from './ports';
import { t } from '../language/t';

export interface Newer {
  /** That the branch is at now. */
  commit: string;
  /** Those of the kept files. Empty for files that came before commits were noted, or from a server that does not say. */
  kept: readonly string[];
  moved: boolean;
  /**
   * Kept files that are others there, as far as the list tells: their lengths there. A small file has no hash in it and counts by its
   * length.
   */
  changed: RemoteFile[];
  /** Kept files that are no longer there. */
  gone: string[];
}

/** A branch can move; a commit, and what came with the page, cannot. */
export const canMove = ({ root, repo, revision }: Pick<StoredModel, 'root' | 'repo' | 'revision'>): boolean =>
  !/^[0-9a-f]{40}$/.test(revision) && listingUrl(root, repo, revision) !== null;

export function newerActions({ disk: { models }, hub }: Context) {
  return {
    /**
     * Asks the hub of a kept model; fetches nothing. Throws `no-such-model`, `no-listing`, and what asking throws: `network`,
     * `server-busy`, `repo-missing`, …
     */
    async checkNewer(root: string): Promise<Newer> {
      const model = await storedAt(models, root);
      const { host } = new URL(root);
      const url = canMove(model) ? listingUrl(root, model.repo, model.revision) : null;
      const asked = url ? await askListing(url, { world: hub, signal: new AbortController().signal }) : null;
      if (asked && 'trouble' in asked) throw asked.trouble;
      if (asked?.told.refused) throw asked.told.refused;
      const listing = asked?.told.listing;
      if (!listing?.files || !listing.commit)
        throw new LabError(
          'no-listing',
          t`${host} does not say which commit ${model.revision} of ${model.repo} is at.`,
          t`To have its files anew, delete the model here and load it again.`,
        );
      return compare(model.commits, (await models.keptFiles(root)).files, { ...listing, files: listing.files, commit: listing.commit });
    },
    /**
     * The next load of this model compares its files with the hub's list and fetches what has changed. Nothing is deleted; without network
     * what is here still loads.
     */
    renewStored: (root: string): Promise<void> => models.doubtModel(root),
  };
}

/** What is kept beside what is listed. Pure. */
export function compare(
  kept: readonly string[],
  files: readonly RemoteFile[],
  { files: listed, commit }: Listing & { files: ReadonlyMap<string, RemoteFile>; commit: string },
): Newer {
  const changed = files.flatMap(({ path, bytes, sha256 }) => {
    const there = listed.get(path);
    if (!there) return [];
    const same = there.sha256 !== null ? there.sha256 === sha256 : there.bytes === null || there.bytes === bytes;
    return same ? [] : [there];
  });
  return {
    commit,
    kept,
    moved: kept.length > 0 ? kept.some((one) => one !== commit) : changed.length > 0,
    changed,
    gone: files.filter(({ path }) => !listed.has(path)).map(({ path }) => path),
  };
}
