/** What is said of a browser that refuses the place where models are kept. */
import type { whereModelsStay } from '../../app/actions';
import { t } from '../../language/t';

type Keeping = Awaited<ReturnType<typeof whereModelsStay>>;

/** What "Delete all" did, in words. */
export const deletedLine = ({ refused }: Keeping): string =>
  refused === null
    ? t`Everything was deleted.`
    : t`Runs and experiments were deleted, and the models that this page can reach. What this browser kept of models before it refused their place (${refused}) may still be there: clear the data of this site in the browser’s settings.`;

/** In words; '' where nothing was refused. */
export function refusalOf({ kind, refused }: Keeping): string {
  if (refused === null) return '';
  const before = t`What it kept before, if anything, can be neither listed nor deleted from here.`;
  return kind === 'memory'
    ? t`This browser refuses to keep models for this page (${refused}): they load and run, and each load fetches them again. A private window does this, and a setting that blocks the data of sites. ${before}`
    : t`This browser refuses its place for files (${refused}): models are kept in its cache instead. ${before}`;
}
