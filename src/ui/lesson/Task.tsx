/** What to do on the page, and whether it is done: the page's own state says so. */
import { stepLink } from '../../app/actions';
import type { LessonState } from '../../app/lesson-actions';
import { lessonReadings } from '../../app/lesson-readings';
import { filled } from '../../experiment/lesson';
import { useLab } from '../useLab';
import { t } from '../../language/t';

export function Task({ state: { lesson, step, done } }: { readonly state: LessonState }) {
  const { task = '', shown, live, done: conditions } = lesson.steps[step]!;
  const said = useLab((s) => filled(task, lessonReadings(s)));
  const isDone = done.includes(step);
  return (
    <div className="lesson-task" data-testid="lesson-task" data-done={isDone}>
      <p>
        <strong>{live ? t`To do yourself` : t`To do`}.</strong> <bdi>{said}</bdi>
      </p>
      <p role="status">
        {isDone ? (
          <span className="lesson-done">{t`✓ Done.`}</span>
        ) : conditions ? (
          <span className="quiet-line">{t`Not done yet.`}</span>
        ) : null}
      </p>
      {shown !== undefined && !isDone && (
        <p>
          <a href={stepLink(step, shown)} data-testid="lesson-show">{t`Do it for me`}</a>
        </p>
      )}
    </div>
  );
}
