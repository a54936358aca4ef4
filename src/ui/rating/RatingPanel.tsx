/** One answer at a time, by its words alone: prompt, answer, rubric, and three ratings. */
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { rateAnswer, unrateAnswer } from '../../app/lower-actions';
import { provenanceOf } from '../../app/store';
import { errorData } from '../../error';
import { byId } from '../../experiment/experiment';
import { current, ratedIn, ratedNow, skippedNow, startRound, staying, undone } from '../../experiment/rating-round';
import { ratingCard, ratingOrder } from '../../experiment/rating-view';
import { ratedBy } from '../../experiment/ratings-asked';
import { count } from '../parts/format';
import { useLab } from '../useLab';
import { actOf, type RatingAct } from './keys';
import { RatingMessages } from './RatingMessages';
import { RatingRubric } from './RatingRubric';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

interface Props {
  /** Who rates. */
  readonly by: string;
  readonly seed: number;
  /** This person knows how the answers were pushed. */
  readonly seen: boolean;
}

export function RatingPanel({ by, seed, seen }: Props) {
  const answers = useLab((s) => s.experiment.answers);
  const ratings = useLab((s) => s.experiment.ratings);
  const sets = useLab((s) => s.experiment.sets);
  const inUse = useLab((s) => (s.set.status === 'ready' ? s.set : null));
  const opened = useLab((s) => provenanceOf(s) === 'opened');
  const [kept, setRound] = useState(startRound);
  const [said, say] = useState('');
  const [problem, setProblem] = useState('');
  const panel = useRef<HTMLDivElement>(null);
  const about = useMemo(
    () => ({ order: ratingOrder(answers, seed), rated: ratedBy({ answers, ratings }, by) }),
    [answers, ratings, seed, by],
  );
  const of = current(kept, about);
  const round = staying(kept, of);
  // The answer in front of the person stays there when a sweep writes others.
  if (of !== null && round !== kept) setRound(round);
  const answer = byId(answers, of);
  const card = answer && ratingCard(answer, [...(inUse ? [inUse] : []), ...sets]);
  const done = ratedIn(round, about).size;
  const progress = t`${done} of ${about.order.length} rated${round.again ? t` again` : ''}`;

  function act(what: RatingAct): void {
    setProblem('');
    if (what === 'undo') return undo();
    if (of === null) return;
    if (what === 'skip') {
      setRound(skippedNow(round, of));
      return say(t`Skipped: it comes back behind the others.`);
    }
    try {
      const before = ratings.find((one) => one.of === of && one.by === by && one.source === 'person') ?? null;
      rateAnswer(of, what, seen);
      setRound(ratedNow(round, of, before));
      say(before ? t`Rated ${what}, in the place of your ${before.score}.` : t`Rated ${what}.`);
    } catch (error) {
      const { message, hint } = errorData(error);
      setProblem(`${message} ${hint}`);
    }
    panel.current?.focus({ preventScroll: true });
  }
  function undo(): void {
    const back = undone(round);
    if (!back) return say(t`There is nothing to undo in this round.`);
    if (back.step.kind === 'rated') unrateAnswer(back.step.of, back.step.before);
    setRound(back.round);
    say(back.step.kind === 'rated' ? t`The last rating was taken back.` : t`The last skip was taken back.`);
  }
  const press = (event: KeyboardEvent): void => {
    const what = actOf(event);
    if (what === null) return;
    event.preventDefault();
    act(what);
  };
  return (
    <div
      ref={panel}
      className="rating-panel"
      data-testid="rating-panel"
      role="group"
      aria-label={t`Rate this answer: ${progress}`}
      tabIndex={0}
      onKeyDown={press}
    >
      <p className="rating-progress">
        <strong data-testid="rating-progress">{progress}</strong>{' '}
        <span className="quiet-line" role="status" data-testid="rating-said">
          {said}
        </span>
      </p>
      {card ? (
        <>
          <RatingMessages card={card} />
          <RatingRubric scenario={card.scenario} unknown={opened && card.from !== inUse} />
        </>
      ) : (
        <p data-testid="rating-done">{rich`You have rated all ${count(about.order.length, 'answer')}. ${(
          <button
            type="button"
            onClick={() => {
              setRound(startRound(true));
              say('');
            }}
          >{t`Rate them all again`}</button>
        )} A new rating of yours takes the place of your earlier one.`}</p>
      )}
      <div className="actions rating-buttons">
        {([0, 1, 2] as const).map((score) => (
          <button key={score} type="button" className="primary" data-testid={`rate-${score}`} disabled={!card} onClick={() => act(score)}>
            {score}
          </button>
        ))}
        <button
          type="button"
          data-testid="rating-undo"
          disabled={round.steps.length === 0}
          onClick={() => act('undo')}
        >{t`Undo (U)`}</button>
        <button type="button" data-testid="rating-skip" disabled={!card} onClick={() => act('skip')}>{t`Skip (S)`}</button>
      </div>
      {problem !== '' && (
        <p className="note note-bad" role="alert" data-testid="rating-problem">
          {problem}
        </p>
      )}
      <p className="quiet-line">{t`Keys while this box has the focus: 0, 1, 2 rate; U or Backspace takes the last step back; S skips.`}</p>
    </div>
  );
}
