/** What is done counts here, not what is said about it: games, played by the model with and without a push, a person, or a script. */
import './play.css';
import { Fold } from '../parts/Fold';
import { Section } from '../parts/Section';
import { Games } from './Games';
import { GamesReport } from './GamesReport';
import { t } from '../../language/t';

const LEAD = t`Here nothing that is said counts, but what is done: a small game is played, and its score 0, 1 or 2 follows from its state by fixed rules. Two games that end otherwise are an example, and no proof.`;

export function PlaySection() {
  return (
    <Section id="play" lead={LEAD}>
      <div className="folds">
        <Fold id="games" note={t`by the model with and without a push, by yourself, by a script`}>
          <Games />
        </Fold>
      </div>
      <GamesReport />
    </Section>
  );
}
