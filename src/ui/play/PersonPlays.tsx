/** A person plays: what a model would be told, and a button for each action, those that cannot be done now with their reason. */
import { useMemo, useState } from 'react';
import { byId } from '../../experiment/experiment';
import { PERSON } from '../../experiment/expect-play';
import type { KnownGame } from '../../experiment/known-game';
import { playedOf } from '../../experiment/played';
import { choicesIn } from '../../play/actions';
import { begin } from '../../play/state';
import { inVariant } from '../../play/variant';
import { useKeptFocus } from '../parts/useKeptFocus';
import { useLab } from '../useLab';
import { keepStep } from './alone';
import { BoardPicture } from './BoardPicture';
import { NumbersTold } from './NumbersTold';
import type { Begun } from './pair';
import { logOf } from './step-said';
import { t } from '../../language/t';

interface Props {
  readonly game: KnownGame;
  readonly begun: Begun;
  readonly onBegin: () => void;
}

export function PersonPlays({ game, begun, onBegin }: Props) {
  const plays = useLab((s) => s.experiment.plays);
  const games = useLab((s) => s.experiment.games);
  const { variant, seed } = begun;
  // One that was left before its end is gone on with.
  const left = plays.findLast(
    (one) =>
      one.player === PERSON && one.game === begun.game && one.variant === variant && one.seed === seed && !playedOf({ games }, one).ended,
  );
  /** The record that is played on; null before its first step; undefined where nobody plays. */
  const [playing, setPlaying] = useState<string | null | undefined>(undefined);
  const play = byId(plays, playing ?? null);
  const rules = useMemo(() => inVariant(game.game, variant), [game, variant]);
  const played = play && playedOf({ games }, play);
  const state = played?.states.at(-1) ?? begin(rules, seed);
  const focus = useKeptFocus<HTMLDivElement>();
  const act = (action: string): void => setPlaying(keepStep(game, begun, play, action));
  const isOver = played?.ended === true;
  return (
    <div className="bench" data-testid="person-plays" data-step={state.moves.length} {...focus}>
      {playing !== undefined && (
        <>
          <p className="about">{rules.role}</p>
          <p className="quiet-line numbers">{t`Step ${Math.min(state.moves.length + 1, rules.steps)} of ${rules.steps}`}</p>
          <div className="person-board">
            <BoardPicture game={rules} state={state} seed={seed} />
            <NumbersTold game={rules} state={state} />
          </div>
          <div role="status">
            {played && logOf(played, state.moves.length).map((line, i) => <p key={i}>{line}</p>)}
            {isOver && (
              <p>
                <strong>{t`${state.ended!} Score ${played.verdict.score}: ${played.verdict.line}.`}</strong>
              </p>
            )}
          </div>
          {!isOver && (
            <ul className="game-actions">
              {choicesIn(rules, state).map(({ id, text, blocked }) => (
                <li key={id}>
                  <button type="button" data-action={id} disabled={blocked !== null} onClick={() => act(id)}>
                    {text}
                    {blocked !== null && <small>{blocked}</small>}
                  </button>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      {(playing === undefined || isOver) && (
        <div className="actions">
          <button type="button" data-testid="play-yourself" onClick={() => (onBegin(), setPlaying(left?.id ?? null))}>
            {left ? t`Go on with your game` : isOver ? t`Play it yourself once more` : t`Play it yourself`}
          </button>
        </div>
      )}
    </div>
  );
}
