/** What a load would fetch, asked of its hub before anything is downloaded. */
import { ask, askListing, TRIES, type AskOptions, type Outside } from './ask';
import { FLAT_GRAPH, graphIn, graphPath } from './graph-path';
import { filesFor, graphsAmong, likelyFiles, listingUrl, noGraph, readHead, type Listing } from './listing';
import { LabError } from '../error';
import type { ModelChoice, RemoteFile } from '../protocol';
import { t } from '../language/t';

/** For whoever does not stop. */
const never = new AbortController().signal;

/** The graph that was asked for is not there, but these are. */
export class NoSuchGraph extends LabError {
  constructor(
    { code, message, hint }: LabError,
    readonly graphs: readonly string[],
  ) {
    super(code, message, hint);
  }
}

/**
 * The files a load would fetch, with bytes and SHA-256 where the hub knows them: from its listing, else by asking for the headers of the
 * files that exporters write. null where it can tell neither. Throws `network`, `server-busy`, `access-refused`, `repo-missing`,
 * `revision-missing`, `no-onnx`, `file-missing` (no such repository; or not in this dtype: NoSuchGraph where the hub lists others), and the
 * reason of `signal`.
 */
export async function filesOf(choice: ModelChoice, world: Outside, signal: AbortSignal = never): Promise<RemoteFile[] | null> {
  const { root, repo, revision, dtype, files } = choice;
  if (files) return [...files];
  const listing = await list(root, repo, revision, { world, signal });
  const all = listing?.files ? [...listing.files.values()] : await headers(root, choice, { world, signal });
  const graph = graphIn(new Map(all?.map((file) => [file.path, file])), choice);
  const found = all && filesFor(graph, all);
  if (listing && listing.names.length > 0 && !found?.some(({ path }) => path === graph))
    throw new NoSuchGraph(noGraph(repo, graph, listing.names), graphsAmong(listing.names));
  if (found?.length && !found.some(({ path }) => path === graph))
    throw new LabError(
      'file-missing',
      t`${repo} holds no ${graph}.`,
      t`${new URL(root).host} lists nothing, so what there is cannot be told: choose another data type than ${dtype}, or another repository.`,
    );
  if (found?.length === 0)
    throw new LabError(
      'file-missing',
      t`${new URL(root).host} has no model files for ${repo} at revision ${revision}.`,
      t`Check the spelling of repository and revision, and which hub is set.`,
    );
  return found;
}

/** null where the server lists nothing, or hides from this page that it does not. */
async function list(root: string, repo: string, revision: string, asking: AskOptions): Promise<Listing | null> {
  const url = listingUrl(root, repo, revision);
  if (!url) return null;
  const asked = await askListing(url, asking);
  if ('trouble' in asked) {
    if (asked.silent || asked.trouble.code === 'server-busy') throw asked.trouble;
    return null;
  }
  if (asked.told.refused) throw asked.told.refused;
  return asked.told.listing;
}

/**
 * null where the server answers no HEAD at all. A file that fails where another one comes through is not there: some servers hide their
 * 404 from pages (CORS).
 */
async function headers(root: string, { dtype, graph }: ModelChoice, asking: AskOptions): Promise<RemoteFile[] | null> {
  const likely = new Set((graph ? [graph] : [graphPath(dtype), FLAT_GRAPH]).flatMap(likelyFiles));
  const read = (path: string) =>
    ask(`${root}/${path}`, { method: 'HEAD' }, (answer) => ({ status: answer.status, file: readHead(answer, path) }), {
      ...asking,
      tries: TRIES,
    });
  // Two that every model has are asked first: where neither gets an answer, the others are not asked. One alone may be missing behind a
  // hidden 404.
  const first = [...likely].filter((path) => /(^|\/)(config|tokenizer)\.json$/.test(path));
  const probes = await Promise.all(first.map(read));
  const dead = probes.every((one) => 'trouble' in one);
  const answers = dead ? probes : [...probes, ...(await Promise.all([...likely].filter((path) => !first.includes(path)).map(read)))];
  const troubles = answers.flatMap((one) => ('trouble' in one ? one.trouble : []));
  const told = answers.flatMap((one) => ('told' in one ? one.told : []));
  const trouble = troubles.find(({ code }) => code === 'server-busy') ?? (told.length === 0 ? troubles[0] : undefined);
  if (trouble) throw trouble;
  if (told.every(({ status }) => status === 405 || status === 501)) return null;
  return told.flatMap(({ file }) => file ?? []);
}
