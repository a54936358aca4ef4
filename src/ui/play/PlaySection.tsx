/** What is done counts here, not what is said about it: games, played by the model with and without a push, a person, or a script. */
import './play.css';
import { useCallback, useMemo, useState } from 'react';
import { Section } from '../parts/Section';
import { WhenSeen } from '../parts/WhenSeen';
import { ChooseGame } from './ChooseGame';
import { ModelPlays } from './ModelPlays';
import type { Begun } from './pair';
import { PairShown } from './PairShown';
import { PersonPlays } from './PersonPlays';
import { ScriptsPlay } from './ScriptsPlay';
import { useGame } from './useGame';
import { usePair } from './usePair';
import { t } from '../../language/t';

const LEAD = t`Here nothing that the model says about itself counts, but what happens: it plays a small game, and the score 0, 1 or 2 follows from the state of the game by fixed rules. If a push means anything for what is done, games with it come out otherwise than games without it, over many seeds; two games are an example, and no proof.`;

export function PlaySection() {
  const [near, setNear] = useState(false);
  const [variant, setVariant] = useState<string | null>(null);
  const [seed, setSeed] = useState(1);
  const games = useGame(near);
  const { game } = games;
  // A game has controls of its own.
  const own = game?.game.variants.some(({ id }) => id === variant) ? variant : null;
  const begun = useMemo((): Begun => ({ game: game?.id ?? '', variant: own, seed }), [game, own, seed]);
  const pair = usePair(begun);
  const { pick } = pair;
  const show = useCallback((id: string) => pick('right', id), [pick]);
  const seen = useCallback(() => setNear(true), []);
  const key = JSON.stringify(begun);
  return (
    <Section id="play" lead={LEAD}>
      <WhenSeen of="" onSeen={seen} />
      <ChooseGame games={games} variant={own} seed={seed} onVariant={setVariant} onSeed={setSeed} />
      <ModelPlays game={game} variant={own} seed={seed} />
      {game && (
        <>
          <PersonPlays key={key} game={game} begun={begun} />
          <ScriptsPlay game={game} begun={begun} onPlayed={show} />
          <PairShown {...pair} />
        </>
      )}
    </Section>
  );
}
