/** A link to a step of a lesson, for a class: which lesson, which step, what of the page it shows, and what it begins with. */
import { useCallback, useState } from 'react';
import { listLessons, readLesson } from '../../app/actions';
import { useLab } from '../useLab';
import { LinkOfLesson } from './LinkOfLesson';
import { useComing } from './useComing';
import { t } from '../../language/t';

export function LinkBuilder() {
  const own = useLab((s) => s.ownLessons);
  const listed = useComing(listLessons);
  const [chosen, choose] = useState<string | null>(null);
  const shipped = listed === null || listed instanceof Error ? [] : listed;
  const all: readonly { readonly id: string; readonly title: string }[] = [...own.map(({ lesson }) => lesson), ...shipped];
  const id = (all.find((one) => one.id === chosen) ?? all[0])?.id;
  // Of an id that stays, another file may have come.
  const file = own.find((one) => one.lesson.id === id);
  const lesson = useComing(useCallback(async () => file?.lesson ?? (id === undefined ? null : readLesson(id)), [id, file]));
  const trouble = [listed, lesson].find((one) => one instanceof Error);
  return (
    <div className="lesson-link">
      {trouble && <p role="alert">{trouble.message}</p>}
      <label className="field">
        <span>{t`Lesson`}</span>{' '}
        <select value={id ?? ''} onChange={(event) => choose(event.target.value)} data-testid="link-lesson">
          {all.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
        </select>
      </label>
      {lesson && !(lesson instanceof Error) && lesson.id === id && <LinkOfLesson key={lesson.id} lesson={lesson} />}
    </div>
  );
}
