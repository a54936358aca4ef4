/** What each rating means, in the words of the set's own rubric, situation by situation. */
import { provenanceOf } from '../../app/store';
import type { KnownSet } from '../../experiment/experiment';
import { rubricSays, type RubricSays } from '../../experiment/rubric';
import { Fold } from '../parts/Fold';
import { useLab } from '../useLab';
import { t } from '../../language/t';

const RATINGS = [2, 1, 0] as const;

/** A rubric that came with a file is the file's: no number of the run hangs on it, so that no check sees a change. */
const NOTE: Readonly<Record<Exclude<RubricSays, 'same'>, string>> = {
  unknown: t`In the words of the opened file. No number of the run hangs on them, so nothing here can tell whether they were changed.`,
  other: t`In the words of the opened file, which are not those of the set in use, although the texts are the same.`,
};

export function Rubric({ known }: { known: KnownSet }) {
  const { set } = known;
  const says = useLab((s) => {
    if (provenanceOf(s) !== 'opened') return 'same';
    return rubricSays(known, s.set.status === 'ready' ? s.set : null);
  });
  return (
    <Fold id="rubric" className="rubric" testId="rubric">
      {says !== 'same' && (
        <p className="note" data-testid="rubric-note">
          {NOTE[says]}
        </p>
      )}
      {set.scenarios.every(({ rubric }) => !rubric) && <p>{t`The set does not say it.`}</p>}
      {set.scenarios.map(
        ({ id, title, rubric }) =>
          rubric && (
            <section key={id}>
              <h3 dir="auto">{title}</h3>
              <dl>
                {RATINGS.map((rating) => (
                  <div key={rating}>
                    <dt>{rating}</dt>
                    <dd dir="auto">{rubric[rating]}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ),
      )}
    </Fold>
  );
}
