/** One of the two games: which it is, what it came to, what happened in the step on show, and its picture. */
import { useId } from 'react';
import { EditsBeside } from '../edits/EditsBeside';
import { pushBeside } from '../../experiment/answer';
import { byId } from '../../experiment/experiment';
import { FREE } from '../../experiment/expect-play';
import type { Play } from '../../experiment/play';
import { playedOf, type Played } from '../../experiment/played';
import { optionOf } from '../../experiment/shown-game';
import { percent } from '../parts/format';
import { Select } from '../parts/Select';
import { useLab } from '../useLab';
import { GameFigure } from './GameFigure';
import { NumbersTold } from './NumbersTold';
import { optionSaid, playerSaid } from './pair';
import { playOrigin } from './play-origin';
import { logOf, missedIn, missedSaid } from './step-said';
import { TakeAnimation } from './TakeAnimation';
import { t } from '../../language/t';

interface Props {
  readonly side: 'left' | 'right';
  readonly play: Play;
  readonly played: Played;
  /** Of the scrubber: a shorter game stands at its end. */
  readonly step: number;
  readonly layer: number;
  readonly steps: number;
  readonly ends: readonly [low: number, high: number];
  readonly onPick: (id: string) => void;
}

export function Side({ side, play, played, step: wanted, layer, steps, ends, onPick }: Props) {
  const title = useId();
  const from = useLab((s) => s.origins[play.id] ?? 'live');
  const games = useLab((s) => s.experiment.games);
  const plays = useLab((s) => s.experiment.plays);
  const catalogue = useLab((s) => s.catalogue);
  const directions = useLab((s) => s.experiment.directions);
  const step = Math.min(wanted, play.steps.length);
  const { game, states, ended, verdict } = played;
  const state = states[step]!;
  const option = optionOf(byId(games, play.game)!);
  const all = plays.filter((one) => {
    const known = byId(games, one.game);
    return known && optionOf(known) === option;
  });
  const mass = play.steps[step - 1]?.mass ?? null;
  const parent = play.from && byId(plays, play.from.play);
  const { wrote } = play.steps[step - 1] ?? {};
  const missed = missedIn(play);
  const log = logOf(played, step);
  const origin = playOrigin(play, catalogue, directions, from);
  return (
    <section className="game-side" data-testid={`game-${side}`} data-play={play.id} data-step={step} aria-labelledby={title}>
      <h3 id={title}>{t`Game ${plays.indexOf(play) + 1}: ${playerSaid(play, game)}`}</h3>
      <Select
        label={side === 'left' ? t`Left` : t`Right`}
        value={play.id}
        options={all.map((one) => [one.id, optionSaid(one, playedOf({ games }, one), plays.indexOf(one) + 1)] as const)}
        onChange={onPick}
      />
      <p className="game-score" data-testid="game-score" data-score={ended ? verdict.score : ''}>
        {ended ? <strong>{t`Score ${verdict.score}: ${verdict.line}.`}</strong> : t`It goes on: no score yet.`}
      </p>
      <NumbersTold game={game} state={state} />
      <div className="game-log" data-testid="game-log">
        {step === 0 && <p>{t`Nothing has happened yet.`}</p>}
        {log.map((line, i) => (
          <p key={i}>{line}</p>
        ))}
        {state.ended !== null && <p className="quiet-line">{t`The end: ${state.ended}`}</p>}
      </div>
      <GameFigure {...{ played, play, step, layer, steps, ends, origin }} />
      {play.steps.length > 0 && (
        <TakeAnimation {...{ played, play, layer, origin }} name={`${game.name} game ${plays.indexOf(play) + 1}`} />
      )}
      {play.player === FREE && play.steps.length > 0 && (
        <p className="quiet-line" data-testid="game-missed" data-missed={missed}>
          {wrote !== undefined && <>{t`In this step it wrote: “${wrote}”`} </>}
          {missedSaid(play, ended)}
        </p>
      )}
      {mass !== null && (
        <p className="quiet-line" data-testid="game-mass">
          {t`The letters of the menu got ${percent(mass, 1)} of the model’s probability before this step; the rest went to answers that are no action.`}
        </p>
      )}
      {play.from && (
        <p className="quiet-line" data-testid="gone-on">
          {parent
            ? t`Gone on from step ${play.from.steps} of game ${plays.indexOf(parent) + 1}, ${playerSaid(parent, game)}.`
            : t`Gone on from step ${play.from.steps} of a game that is not here.`}
        </p>
      )}
      <EditsBeside edits={pushBeside(play.edits)?.edits ?? []} said={t`Edits beside the push:`} />
    </section>
  );
}
