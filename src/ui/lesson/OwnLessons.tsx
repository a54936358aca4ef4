/** Lessons of a person's own: each begins from here, and says whether a reload finds it. */
import { removeLesson } from '../../app/actions';
import { stepHash } from '../../experiment/lesson';
import { brief, count } from '../parts/format';
import { forget } from '../parts/forget';
import { useLab } from '../useLab';
import { t } from '../../language/t';

export function OwnLessons() {
  const own = useLab((s) => s.ownLessons);
  if (own.length === 0) return null;
  return (
    <ul className="lesson-list" data-testid="own-lessons" aria-label={t`Lessons of your own`}>
      {own.map(({ lesson: { id, title, minutes, about }, kept }) => (
        <li key={id}>
          <a href={stepHash(id, 0)} dir="auto">
            {title}
          </a>{' '}
          <span className="quiet-line">{t`${count(minutes, 'minute')}, your own, ${kept ? t`kept in this browser` : t`in this tab only: a reload loses it`}`}</span>
          <br />
          <span dir="auto">{about}</span>{' '}
          <button
            type="button"
            className="quiet"
            aria-label={t`Remove “${brief(title)}”`}
            onClick={() => forget(removeLesson(id))}
          >{t`Remove`}</button>
        </li>
      ))}
    </ul>
  );
}
