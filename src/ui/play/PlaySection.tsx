/** Games, scored by what was done, by the model with and without a push, a person, or a script; no wording is judged. */
import { useEffect } from 'react';
import './play.css';
import { expectGame } from '../../app/lower-actions';
import { Fold } from '../parts/Fold';
import { forget } from '../parts/forget';
import { count } from '../parts/format';
import { goTo } from '../parts/goTo';
import { Section } from '../parts/Section';
import { useLab } from '../useLab';
import { Games } from './Games';
import { t } from '../../language/t';

const LEAD = t`A small game is played, and its score 0, 1 or 2 follows by fixed rules from what was done: no wording is judged, and a kind line is one deed among others. Two games that end otherwise are an example, and no proof.`;

export function PlaySection() {
  const played = useLab((s) => s.experiment.plays.length);
  const game = useLab((s) => s.experiment.view.game);
  useEffect(() => forget(expectGame()), [game]);
  const led = useLab((s) => s.ledToGame);
  useEffect(() => {
    // After the effects: going somewhere draws at once what is folded there.
    if (led > 0) queueMicrotask(() => goTo('games'));
  }, [led]);
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
