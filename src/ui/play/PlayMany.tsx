/** Many games to be played: which, how often, under which strengths, beside which controls; what that takes at most, and how far it is. */
import { useMemo } from 'react';
import { setPlaying } from '../../app/actions';
import { playGames, shippedGame, stopPlay } from '../../app/lower-actions';
import { playWork, stepsAtMost, type PlayWish } from '../../app/play-work';
import { shownBand } from '../../app/shown-blocks';
import { ASK_LIMITS } from '../../experiment/ask-settings';
import type { LabState } from '../../app/store';
import { byId, type Experiment } from '../../experiment/experiment';
import { knownGame, type KnownGame } from '../../experiment/known-game';
import { shownRun } from '../../experiment/shown';
import { optionOf } from '../../experiment/shown-game';
import { SHIPPED_GAMES } from '../../play/shipped';
import { AskingNote } from '../choices/AskingNote';
import { DirectionsNote } from '../choices/DirectionsNote';
import { RandomDirections } from '../choices/RandomDirections';
import { StrengthsField } from '../choices/StrengthsField';
import { useChoiceItems } from '../choices/useChoiceItems';
import { useReadingRate } from '../choices/useReadingRate';
import { useStrengths } from '../choices/useStrengths';
import { forget } from '../parts/forget';
import { count, seconds, timeLeft } from '../parts/format';
import { NumberField } from '../parts/NumberField';
import { StopButton } from '../parts/StopButton';
import { To } from '../parts/To';
import { useAsked } from '../parts/useAsked';
import { useKeptFocus } from '../parts/useKeptFocus';
import { range, usualStrengths } from '../steer/dose';
import { NO_MODEL_TO_PLAY, useMissingToPlay } from '../steer/useMissing';
import { useSuggested } from '../steer/useSuggested';
import { useLab } from '../useLab';
import { AnswerChoice } from './AnswerChoice';
import { variantsOf } from './variants';
import { VariantsChosen } from './VariantsChosen';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

/** Readings of a menu in a step (src/play/policy.ts): what a step takes where none was timed yet. */
const ORDERS = 2;
const allShipped = (): Promise<KnownGame[]> => Promise.all(SHIPPED_GAMES.map(async (id) => knownGame(await shippedGame(id))));

interface Props {
  /** Games that do not come with the lab, played or not. */
  readonly own: readonly KnownGame[];
}

export function PlayMany({ own }: Props) {
  const fetched = useAsked(null, allShipped);
  const games = useMemo(() => [...(fetched && 'answer' in fetched ? fetched.answer : []), ...own], [fetched, own]);
  const { without, variants: kept, free, times, strengths, random, controls } = useLab((s) => s.experiment.view.playing);
  // Another page may know other games.
  const variants = useMemo(() => kept.filter((one) => one === null || variantsOf(games).includes(one)), [kept, games]);
  const unit = useLab((s) => s.experiment.view.steering.unit);
  const half = useLab((s) => range(unit, shownRun(s.experiment)?.directions ?? null, shownBand(s)).max / 2);
  const { dose } = useSuggested();
  const { text, parsed, write } = useStrengths(strengths, usualStrengths(half, dose, [1]), (alphas) => setPlaying({ strengths: alphas }));
  const running = useLab((s) => s.play.status === 'running');
  const missing = useMissingToPlay();
  const run = useLab((s) => shownRun(s.experiment));
  const { given, current } = useChoiceItems(missing === null ? run : null);
  const seed = useLab((s) => s.experiment.view.seed);
  const alphas = parsed.alphas?.join(' ') ?? null;
  const wish = useMemo((): PlayWish | null => {
    const some = games.filter((one) => !without.includes(optionOf(one)));
    if (alphas === null || some.length === 0 || variants.length === 0) return null;
    return { games: some.map(({ game }) => game), variants, times, seed, alphas: alphas.split(' ').map(Number), random, controls, free };
  }, [games, without, variants, times, seed, alphas, random, controls, free]);
  return (
    <div className="bench">
      {fetched && 'failure' in fetched && <p role="alert">{fetched.failure}</p>}
      <fieldset className="games-chosen" disabled={running}>
        <legend>{t`Games`}</legend>
        {games
          .map((known) => [optionOf(known), known.game.name] as const)
          .map(([option, name]) => (
            <label key={option} className="check">
              <input
                type="checkbox"
                checked={!without.includes(option)}
                onChange={({ target }) =>
                  setPlaying({ without: target.checked ? without.filter((one) => one !== option) : [...without, option] })
                }
              />
              <span>{name}</span>
            </label>
          ))}
      </fieldset>
      <VariantsChosen games={games} chosen={variants} disabled={running} onChange={(next) => setPlaying({ variants: next })} />
      <AnswerChoice value={free ? 'free' : 'menu'} disabled={running} onChange={(next) => setPlaying({ free: next === 'free' })} />
      <div className="finer-fields">
        <NumberField
          label={t`Each so often`}
          value={times}
          {...ASK_LIMITS.times}
          onChange={(next) => setPlaying({ times: next })}
          disabled={running}
        />
        <StrengthsField id="play-strengths" value={text} problem={parsed.problem} disabled={running} onChange={write} />
        <RandomDirections value={random} disabled={running} onChange={(next) => setPlaying({ random: next })} />
        <label className="check">
          <input
            type="checkbox"
            checked={controls}
            disabled={running}
            onChange={({ target }) => setPlaying({ controls: target.checked })}
          />
          <span>{t`shuffled labels, another concept, just asking`}</span>
        </label>
      </div>
      {controls && given && (
        <>
          <AskingNote asking={given.asking} file={null} />
          <DirectionsNote texts={given.texts} />
        </>
      )}
      <Actions wish={wish} missing={missing} given={current ? given : null} />
    </div>
  );
}

interface ActionsProps {
  readonly wish: PlayWish | null;
  readonly missing: string | null;
  readonly given: ReturnType<typeof useChoiceItems>['given'];
}

function Actions({ wish, missing, given }: ActionsProps) {
  const play = useLab((s) => s.play);
  const experiment = useLab((s) => s.experiment);
  const model = useLab((s) => s.model);
  const reading = useReadingRate();
  const rate = play.rate ?? (reading === null ? null : ORDERS * reading);
  const focus = useKeptFocus<HTMLDivElement>();
  const idle = play.status === 'idle';
  const wanted = useMemo(
    () => (idle && wish && given && missing === null ? playWork({ experiment, model }, given, wish).wanted : null),
    [idle, wish, given, missing, experiment, model],
  );
  const begun = wanted?.filter((one) => one.begun !== null).length ?? 0;
  const steps = wanted ? stepsAtMost(wanted) : 0;
  return (
    <div className="actions" {...focus}>
      {play.status === 'running' ? (
        <>
          <StopButton testId="stop-many" stopping={play.stopping} onStop={stopPlay} />
          <span className="run-progress" data-testid="many-progress" data-done={play.done} data-of={play.of}>
            <progress aria-label={t`Games that were played, of all`} max={play.of || 1} value={play.done} />
            <span className="numbers">{t`${play.done} of ${count(play.of, 'game')} · ${count(play.steps, 'step')} · ${
              play.stopping ? t`finishing the current reading` : timeLeft(leftOf(play, experiment))
            }`}</span>
          </span>
        </>
      ) : (
        <button
          type="button"
          className="primary"
          data-testid="play-many"
          disabled={!wanted || wanted.length === 0}
          onClick={() => wish && forget(playGames(wish))}
        >{t`Play all of it`}</button>
      )}
      {wanted && (
        <span className="quiet-line numbers" data-testid="many-estimate" data-games={wanted.length}>
          {wanted.length === 0
            ? t`All of this was played before.`
            : t`${count(wanted.length, 'game')}${begun > 0 ? t`, ${begun} of them gone on with,` : ''} of at most ${count(steps, 'step')} together${
                rate === null ? t`; how long one takes is measured with the first` : t`, at most ${seconds(rate * steps)}`
              }.`}
        </span>
      )}
      {play.status === 'idle' && play.note !== null && (
        <span className="quiet-line" role="status" data-testid="many-note">
          {play.note}
        </span>
      )}
      {missing !== null && (
        <span className="quiet-line" data-testid="many-missing">
          {missing} {missing === NO_MODEL_TO_PLAY && <To place="model" />}
        </span>
      )}
      <span className="quiet-line">{rich`Band and unit of the push are those of ${(<To place="steer" />)}. What was played stays: playing again goes on where it was stopped.`}</span>
    </div>
  );
}

type Running = Extract<LabState['play'], { status: 'running' }>;

/** Seconds: games that are over took so many steps each, and so will the others; null before the first is over. */
function leftOf({ done, of, steps, rate, playing }: Running, { plays }: Pick<Experiment, 'plays'>): number | null {
  if (done === 0 || rate === null) return null;
  const now = byId(plays, playing)?.steps.length ?? 0;
  const each = Math.max(1, (steps - now) / done);
  return rate * Math.max(0, each * (of - done) - now);
}
