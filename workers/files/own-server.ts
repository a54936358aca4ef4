/**
 * What is said when the server of the page itself does not give a file: there is no hub to blame, and nobody to send CORS headers. Pure.
 */
import { LabError } from '../../src/error';
import type { ErrorCode, ModelChoice } from '../../src/protocol';
import { t } from '../../src/language/t';

/** Where the files of a model lie, as far as this file asks. */
type Root = Pick<ModelChoice, 'root' | 'id'>;

/** Whether the model lies on the server that gave the page. `origin`: of the page; undefined where there is none. */
export const isOwn = ({ root }: Root, origin: string | undefined): boolean => URL.canParse(root) && new URL(root).origin === origin;

/** Whether it came with the page, as the included model does: see `rootOf` of src/hub/catalogue.ts. */
const isIncluded = ({ root, id }: Root): boolean => root.endsWith(`/models/${id}`);

/** The same error in words of the page's own server; as it is where the model lies elsewhere, or the error is about something else. */
export function ofOwnServer(error: unknown, choice: Root, path: string, origin = globalThis.location?.origin): unknown {
  if (!(error instanceof LabError) || !isOwn(choice, origin)) return error;
  const why = WHY[error.code];
  if (!why) return error;
  const included = isIncluded(choice);
  const file = included ? `models/${choice.id}/${path}, a file of this page,` : path;
  const { host } = new URL(choice.root);
  const hint = why.away ? AWAY : included ? INCOMPLETE : `It has to lie at ${choice.root}/${path}: check repository, revision and dtype.`;
  return new LabError(error.code, t`${file} ${why.what} ${host}, the server of this page: ${reasonOf(error)}.`, hint);
}

/** What came in place of the file: a status, a page, other bytes, or the browser's own words. */
function reasonOf({ code, message }: LabError): string {
  const [, status] = /\banswer(?:ed)? (\d{3})\b/.exec(message) ?? [];
  if (status) return `it answered ${status}`;
  if (code === 'not-a-model-file') return 'it answered a web page instead';
  const [, browser] = /could not be fetched from \S+: (.*)\.$/.exec(message) ?? [];
  return browser ?? message.replace(/\.$/, '');
}

const AWAY =
  'The network is away, or that server has stopped: check the connection and start it again, then load again. What has arrived is kept.';
const INCOMPLETE =
  'This copy of the lab is not whole: build it again (npm run build) and put up everything in dist, the folder models too. Until then another model, or a folder of your own, can be loaded.';

/** Errors of one file that are told anew; `away`: another try may do. */
const WHY: Partial<Record<ErrorCode, { readonly what: string; readonly away: boolean }>> = {
  network: { what: 'could not be fetched from', away: true },
  'server-busy': { what: 'could not be fetched from', away: true },
  'file-missing': { what: 'is missing on', away: false },
  'access-refused': { what: 'is not given by', away: false },
  'not-a-model-file': { what: 'is missing on', away: false },
  'download-corrupt': { what: 'is another one on', away: false },
};
