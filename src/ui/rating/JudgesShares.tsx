/**
 * How many answers have no score of a judge, and how many it scored at its server's own temperature: from the ratings that there are, so
 * that a file opened again says it, too.
 */
import type { RatingsAsked } from '../../experiment/ratings-asked';
import { count, percent } from '../parts/format';
import { raterName } from './rater-name';
import { t } from '../../language/t';

export function JudgesShares({ asked: { raters, answers } }: { readonly asked: RatingsAsked }) {
  return raters.map((rater, place) => {
    if (rater.source !== 'judge') return null;
    const own = answers.flatMap(({ ratings }) => ratings.filter((one) => one.rater === place));
    const without = answers.length - own.length;
    const free = own.filter(({ rating }) => rating.temperature === null).length;
    return (
      <p key={raterName(rater)} className="figure-note" data-testid="judge-share">
        {t`${raterName(rater)}: ${count(without, 'answer')} of ${answers.length} (${percent(without / answers.length)}) without a score of this judge: not asked about, or answered with none.`}
        {free > 0 &&
          ` ${t`Scored at its server’s own temperature, because it takes none: ${count(free, 'answer')}; asked again it may score otherwise.`}`}
      </p>
    );
  });
}
