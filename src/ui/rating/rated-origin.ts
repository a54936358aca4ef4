/** Where the ratings of one kind of push come from, for the line at the foot of their figure. Pure. */
import { originsAmong, type LabState } from '../../app/store';
import { byId, type Experiment } from '../../experiment/experiment';
import type { RatingsAsked } from '../../experiment/ratings-asked';
import { askedLine, type Asked } from '../provenance';
import { foundOf } from '../run/found-by';
import { raterName } from './rater-name';
import { t } from '../../language/t';

type Known = Pick<Experiment, 'analyses' | 'readings' | 'directions'> & Pick<LabState, 'catalogue' | 'origins'> & Pick<Asked, 'version'>;

/**
 * Of the rated answers alone, and of the directions that pushed them: neither need be those of the run that is shown. '' where no answer of
 * this push is rated. Says who the judges are where no person has rated.
 */
export function ratedOrigin(push: number, { pushes, answers, raters }: RatingsAsked, known: Known): string {
  const own = answers.filter((one) => one.push === push && one.ratings.length > 0);
  const rated = own.map(({ answer }) => answer);
  const by = [...new Set(own.flatMap(({ ratings }) => ratings.map(({ rater }) => raters[rater]!)))];
  const [first] = rated;
  if (!first) return '';
  const along = pushes[push]!.edit?.directions ?? null;
  const record = byId(known.directions, along);
  const templates = new Set(rated.map(({ template }) => template));
  const temperatures = [...new Set(rated.map(({ sampling }) => sampling.temperature))].sort((a, b) => a - b);
  return askedLine({
    catalogue: known.catalogue,
    model: rated.find(({ model }) => model.stamp)?.model.stamp ?? first.model,
    at: rated.map(({ at }) => at).reduce((latest, at) => (at > latest ? at : latest)),
    from: originsAmong(
      known.origins,
      rated.map(({ id }) => id),
    ),
    directions: record?.name ?? along,
    foundBy: record ? foundOf(record, known) : '',
    template: templates.has(true) && templates.size === 1,
    way: [
      templates.size > 1 ? t`in part as chat messages` : '',
      `${temperatures.length > 1 ? t`temperatures` : t`temperature`} ${temperatures.join(t` and `)}`,
      by.every(({ source }) => source === 'judge') ? t`rated by ${by.map(raterName).join(t` and `)}, no person` : '',
    ]
      .filter(Boolean)
      .join(', '),
    version: known.version,
  });
}
