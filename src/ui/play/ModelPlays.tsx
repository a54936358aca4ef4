/** The loaded model plays, with and without the push of Steer; how far it is, and Stop. */
import { useState } from 'react';
import { playGames, stopPlay } from '../../app/lower-actions';
import { shownBand } from '../../app/shown-blocks';
import type { KnownGame } from '../../experiment/known-game';
import { EditsBeside } from '../edits/EditsBeside';
import { forget } from '../parts/forget';
import { count } from '../parts/format';
import { StopButton } from '../parts/StopButton';
import { To } from '../parts/To';
import { useKeptFocus } from '../parts/useKeptFocus';
import { bandText, doseText } from '../steer/dose';
import { NO_MODEL_TO_PLAY, useMissingToPlay } from '../steer/useMissing';
import { useLab } from '../useLab';
import { AnswerChoice, type Answer } from './AnswerChoice';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

interface Props {
  readonly game: KnownGame | null;
  readonly variant: string | null;
  readonly seed: number;
  readonly onBegin: () => void;
}

export function ModelPlays({ game, variant, seed, onBegin }: Props) {
  const { alpha, unit } = useLab((s) => s.experiment.view.steering);
  const band = useLab(shownBand);
  const edits = useLab((s) => s.experiment.view.edits);
  const play = useLab((s) => s.play);
  const missing = useMissingToPlay();
  const [answer, setAnswer] = useState<Answer>('menu');
  const focus = useKeptFocus<HTMLDivElement>();
  const begin = (): void => {
    if (!game) return;
    onBegin();
    forget(
      playGames({
        games: [game.game],
        variants: [variant],
        seed,
        alphas: [alpha],
        times: 1,
        free: answer === 'free',
        random: 0,
        controls: false,
      }),
    );
  };
  return (
    <div className="bench">
      <p className="quiet-line" data-testid="play-push">
        {alpha === 0
          ? rich`Steer has no push: α is 0 (${(<To place="steer" />)}).`
          : rich`The push is the one of Steer: α = ${doseText(alpha, unit)} over ${bandText(band)} (${(<To place="steer" />)}).`}
      </p>
      <EditsBeside edits={edits} said={t`The edits of Steer are made in every game, in the one without the push, too:`} />
      <AnswerChoice value={answer} disabled={play.status === 'running'} onChange={setAnswer} />
      <div className="actions" {...focus}>
        {play.status === 'running' ? (
          <>
            <StopButton testId="stop-play" stopping={play.stopping} onStop={stopPlay} />
            <span className="run-progress" data-testid="play-progress" data-done={play.done} data-of={play.of} data-steps={play.steps}>
              <progress aria-label={t`Games that were played`} max={play.of || 1} value={play.done} />
              <span className="numbers">{t`${play.done} of ${count(play.of, 'game')} · ${count(play.steps, 'step')}${
                play.asked > 0
                  ? t` · of this game ${play.computed} of ${count(play.asked, 'token')} were read, the others stood in the cache`
                  : ''
              }`}</span>
            </span>
          </>
        ) : (
          <button type="button" className="primary" data-testid="play-model" disabled={missing !== null || !game} onClick={begin}>
            {alpha === 0 ? t`Let the model play` : t`Play it with and without the push`}
          </button>
        )}
        {play.status === 'idle' && play.note !== null && (
          <span className="quiet-line" role="status" data-testid="play-note">
            {play.note}
          </span>
        )}
        {missing !== null && (
          <span className="quiet-line" data-testid="play-missing">
            {missing} {missing === NO_MODEL_TO_PLAY && <To place="model" />}
          </span>
        )}
      </div>
    </div>
  );
}
