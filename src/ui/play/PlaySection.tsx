/** Games, scored by what was done, by the model with and without a push, a person, or a script; no wording is judged. */
import './play.css';
import { Fold } from '../parts/Fold';
import { count } from '../parts/format';
import { Section } from '../parts/Section';
import { useLab } from '../useLab';
import { Games } from './Games';
import { t } from '../../language/t';

const LEAD = t`A small game is played, and its score 0, 1 or 2 follows by fixed rules from what was done: no wording is judged, and a kind line is one deed among others. Two games that end otherwise are an example, and no proof.`;

export function PlaySection() {
  const played = useLab((s) => s.experiment.plays.length);
  return (
    <Section id="play" lead={LEAD}>
      <div className="folds">
        <Fold
          id="games"
          note={played > 0 ? t`${count(played, 'game')} played` : t`by the model with and without a push, by yourself, by a script`}
        >
          <Games />
        </Fold>
      </div>
    </Section>
  );
}
