/** Does the direction know more than the pairs it was made from? Texts it has not seen, scored by a rubric. */
import './behaviour.css';
import { useMemo } from 'react';
import { Section } from '../parts/Section';
import { Term } from '../parts/Term';
import { useShown, useShownLayer } from '../shown';
import { ApartFold } from './ApartFigure';
import { PaperFold } from '../paper/PaperFold';
import { RatingFold } from '../rating/RatingFold';
import { useRatings } from '../rating/useRatings';
import { Correlations } from './Correlations';
import { EiaFigure } from './EiaFigure';
import { linkOf } from './link-of';
import { ratedPoints } from './rated-points';
import { Rubric } from './Rubric';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

const LEAD = (
  <>{rich`Each dot is a text that was not used to find the direction, sorted by what the person in it does (${(<Term id="eia">{t`EIA score`}</Term>)} 0, 1 or 2); if the direction means anything, the rows move to the right from 0 to 2.`}</>
);

export function BehaviourSection() {
  const { run, set, origin } = useShown('behaviour');
  const layer = useShownLayer();
  const { asked, report } = useRatings();
  const directions = run?.record.id ?? null;
  const answers = useMemo(() => ratedPoints(asked, directions, layer), [asked, directions, layer]);
  const series = report?.series ?? null;
  const scored = !!set && set.scored.length > 0;
  return (
    <Section id="behaviour" lead={LEAD}>
      {run && set && (scored || answers.length > 0) && (
        <EiaFigure run={run} set={set} layer={layer} origin={origin} answers={answers} series={series} />
      )}
      {run && set && !scored && <p className="empty">{t`This set has no scored texts, so nothing can be said about behaviour.`}</p>}
      {!run && <p className="empty">{t`The scored texts are read after the others; press Run to see them here.`}</p>}
      <div className="folds">
        {run && set && scored && (
          <>
            <Correlations {...linkOf(run, layer)} />
            <Rubric known={run.set} />
          </>
        )}
        {run && <ApartFold run={run} layer={layer} origin={origin} />}
        <RatingFold />
        <PaperFold />
      </div>
    </Section>
  );
}
