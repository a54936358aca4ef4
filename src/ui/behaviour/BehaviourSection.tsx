/** Does the direction know more than the pairs it was made from? Texts it has not seen, scored by a rubric. */
import './behaviour.css';
import { Section } from '../parts/Section';
import { Term } from '../parts/Term';
import { useShown, useShownLayer } from '../shown';
import { ApartFigure } from './ApartFigure';
import { PaperFold } from '../paper/PaperFold';
import { EiaFigure } from './EiaFigure';

const LEAD = (
  <>
    Each dot is a text that was not used to find the direction, sorted by what the person in it does (<Term id="eia">EIA score</Term> 0, 1
    or 2); if the direction means anything, the rows move to the right from 0 to 2.
  </>
);

export function BehaviourSection() {
  const { run, set, origin } = useShown('behaviour');
  const layer = useShownLayer();
  return (
    <Section id="behaviour" lead={LEAD}>
      {run && set && set.scored.length > 0 && <EiaFigure run={run} set={set} layer={layer} origin={origin} />}
      {run && <ApartFigure run={run} layer={layer} origin={origin} />}
      {run && set && set.scored.length === 0 && (
        <p className="empty">This set has no scored texts, so nothing can be said about behaviour.</p>
      )}
      {!run && <p className="empty">The scored texts are read after the pairs; press Run to see them here.</p>}
      <PaperFold />
    </Section>
  );
}
