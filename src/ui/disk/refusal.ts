/** What is said of a browser that refuses the place where models are kept. */
import type { whereModelsStay } from '../../app/lower-actions';
import { bytes } from '../parts/format';
import { t } from '../../language/t';

type Keeping = Awaited<ReturnType<typeof whereModelsStay>>;

/** What a browser does with what it is given to keep. */
export interface PlaceOfThisPage {
  /** null before the browser was asked, and where it did not answer. */
  readonly keeping: Keeping | null;
  /** Why it keeps no runs and experiments; null where it does. */
  readonly refused: string | null;
  readonly free: number | null;
  /** The page came over https, or from this machine. */
  readonly isSecure: boolean;
}

/** Whether models and runs stay, in words. */
export function placeLine({ keeping, refused, free, isSecure }: PlaceOfThisPage): string {
  const runs = refused === null ? t`Runs are kept.` : t`Runs are not kept either: download what you want to have later.`;
  if (!isSecure) return t`This page came over plain http, so models have no place here: each visit fetches them again. ${runs}`;
  if (keeping === null) return t`Whether this browser keeps models for this page is not known yet.`;
  if (keeping.kind === 'memory') return t`Models have no place here: each visit fetches them again. ${runs}`;
  const room = free === null ? '' : t`; ${bytes(free)} are free`;
  return [
    t`Models are fetched once and kept here, in this browser, for this page${room}.`,
    ...(refused === null ? [] : [t`Runs are not: download what you want to have later.`]),
  ].join(' ');
}

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
