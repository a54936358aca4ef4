/** The answer to a step's question, in the numbers that the page shows at this moment. */
import type { LessonState } from '../../app/lesson-actions';
import { lessonReadings } from '../../app/lesson-readings';
import { allHold, filled, lacks, lacksAny, NOTHING } from '../../experiment/lesson';
import { useLab } from '../useLab';
import { Paragraphs } from './Paragraphs';
import { t } from '../../language/t';

export function Answer({ state: { lesson, step, guesses, begun } }: { readonly state: LessonState }) {
  const { reveal = '', guess } = lesson.steps[step]!;
  const said = useLab((s) => filled(reveal, begun ? lessonReadings(s) : NOTHING));
  const isLacking = useLab((s) => !begun || lacks(reveal, lessonReadings(s)));
  const right = guess?.[guesses[step] ?? -1]?.right;
  const isRight = useLab((s) => (begun && right ? allHold(right, lessonReadings(s)) : null));
  const isJudged = guess?.some((one) => one.right) ?? false;
  // Of numbers that are still on their way nobody knows yet whether the guess was right.
  const isOpen = useLab((s) => !begun || lacksAny(guess?.flatMap((one) => one.right ?? []) ?? [], lessonReadings(s)));
  return (
    <div className="lesson-answer" data-testid="lesson-answer" role="status">
      {isJudged && !isOpen && <p className="lesson-verdict">{isRight ? t`You guessed it.` : t`It is otherwise.`}</p>}
      <Paragraphs text={said} />
      {(isLacking || isOpen) && (
        <p className="quiet-line">{t`A dash stands for a number that is not there yet: it comes here by itself.`}</p>
      )}
    </div>
  );
}
