/** What stands behind a number of texts or pairs where a run is not whole: it may still be reading, or have been stopped. Pure. */
import type { Report } from '../../lab/report/report';
import { t } from '../../language/t';

/** '' of a whole run. A report without its intervals is one of texts that still arrive. */
export const readSoFar = ({ final }: Pick<Report, 'final'>, complete: boolean): string =>
  !final ? t` so far` : complete ? '' : t` that were read`;
