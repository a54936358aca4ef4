/** Rating answers oneself, blind to how they were pushed; what the ratings say, and the ratings of somebody else's file beside them. */
import './rating.css';
import { useMemo, useState } from 'react';
import { openBeside, revealRatings, sayStrengthsKnown, setRater } from '../../app/lower-actions';
import type { Came } from '../../app/beside-actions';
import { ratedKnowing } from '../../experiment/rating';
import { hasWords, isRatable, writtenAt } from '../../experiment/rating-view';
import { FileButton } from '../parts/FileButton';
import { Fold } from '../parts/Fold';
import { count } from '../parts/format';
import { Term } from '../parts/Term';
import { To } from '../parts/To';
import { useLab } from '../useLab';
import { Judge } from './Judge';
import { RaterAgreements } from './RaterAgreements';
import { RatedByStrength } from './RatedByStrength';
import { RatingPanel } from './RatingPanel';
import { renamedText } from './renamed-text';
import { useRatings } from './useRatings';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

export function RatingFold() {
  return (
    <Fold id="rating" className="rating" testId="rating">
      <RatingBench />
    </Fold>
  );
}

function RatingBench() {
  const rater = useLab((s) => s.rater);
  const seed = useLab((s) => s.experiment.view.seed);
  const revealed = useLab((s) => s.revealed !== null && s.revealed === s.line);
  const answers = useLab((s) => s.experiment.answers);
  const inView = useLab((s) => s.experiment.view.answers);
  const { shown, said } = useLab((s) => s.knownStrengths);
  const before = useMemo(() => writtenAt(answers, shown), [answers, shown]);
  const known = useMemo(() => writtenAt(answers, said), [answers, said]);
  const { asked, report, failure } = useRatings();
  // Who knew the strengths once does not forget them with a reload, or in another browser.
  const knew = useLab((s) => ratedKnowing(s.experiment.ratings, rater.trim()));
  const seen = revealed || before || known || knew;
  const given = answers.filter((one) => hasWords(one) && !isRatable(one)).length;
  const beside = answers.filter((one) => isRatable(one) && inView.includes(one.id)).length;
  return (
    <>
      <p className="figure-note">{rich`Prompt and answer stand here without the strength they were written under, in an order drawn by seed ${seed}. You rate what the answer does for the person in it (${(<Term id="eia">{t`EIA score`}</Term>)} 0, 1 or 2). A rating is kept with your name, the time, and whether you knew the strength; it goes into the run file, and into the chart above where the answer was read along these directions. Agreement, means and r count blind ratings where there are some.`}</p>
      <label className="field">
        <span>{t`Your name`}</span>
        <input type="text" data-testid="rater" maxLength={60} value={rater} onChange={(event) => setRater(event.target.value)} />
      </label>
      {given > 0 && (
        <p
          className="quiet-line"
          data-testid="rating-given"
        >{t`${count(given, 'answer')} whose first tokens were given to ${given === 1 ? t`it is` : t`them are`} left out: their words are not the model’s alone.`}</p>
      )}
      {beside > 0 && (
        <p
          className="quiet-line"
          data-testid="rating-beside"
        >{rich`${beside} of these ${count(asked.answers.length, 'answer')} can be read with their strength in ${(<To place="steer" />)}, and the table of a sweep has its own: whoever has looked there does not rate blind.`}</p>
      )}
      <label className="check">
        <input
          type="checkbox"
          data-testid="rating-seen"
          checked={seen}
          disabled={revealed || before || knew}
          onChange={(event) => sayStrengthsKnown(event.target.checked)}
        />
        <span>{rich`I know the strengths of these answers${revealed ? t`: they were shown here` : before ? t`: some of them were shown in this browser before` : knew && t`: a rating of yours says so`} (ratings are then kept as not blind)`}</span>
      </label>
      {asked.answers.length === 0 ? (
        <p
          className="quiet-line"
          data-testid="rating-none"
        >{rich`There is no answer to rate yet: let the model write some in ${(<To place="steer" />)}.`}</p>
      ) : (
        <RatingPanel key={rater.trim()} by={rater.trim()} seed={seed} seen={seen} />
      )}
      <JoinRatings />
      <Judge answers={asked.answers.length} />
      {failure !== null && <p role="alert">{t`What the ratings say could not be computed: ${failure}`}</p>}
      <RaterAgreements asked={asked} report={report} />
      {asked.raters.length > 0 && !revealed && (
        <p className="actions">
          <button type="button" data-testid="reveal-ratings" onClick={revealRatings}>{t`Show how each strength was rated`}</button>
          <span className="quiet-line">{t`Ratings that you give after that are not blind.`}</span>
        </p>
      )}
      {asked.raters.length > 0 && revealed && report && <RatedByStrength asked={asked} report={report} />}
    </>
  );
}

/** Another person's run file of the same answers. */
function JoinRatings() {
  const [came, setCame] = useState<{ readonly file: string; readonly gain: Came } | null>(null);
  const take = async (file: File): Promise<void> => {
    setCame(null);
    const gain = await openBeside(file);
    if (gain) setCame({ file: file.name, gain });
  };
  return (
    <p className="actions">
      <FileButton
        accept=".json,application/json"
        testId="join-ratings"
        onFile={(file) => void take(file)}
      >{t`Join the ratings of a run file…`}</FileButton>
      <span className="quiet-line" role="status" data-testid="joined-ratings">
        {came ? joinedText(came.file, came.gain) : t`Of somebody who rated the same answers: agreement is told then.`}
      </span>
    </p>
  );
}

function joinedText(file: string, { ratings, ratingsOfNew, answers, renamed }: Came): string {
  if (ratings === 0)
    return t`${file} has no rating that is not here already${answers > 0 ? t`; ${count(answers, 'answer')} came with it` : ''}.`;
  const lost = ratingsOfNew > 0 ? t`; ${ratingsOfNew} of them of answers that were not here, and the answers came along` : '';
  return t`${count(ratings, 'rating')} joined from ${file}${lost}.${renamedText(renamed)}`;
}
