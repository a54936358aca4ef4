/** The lessons that come with the page, each with its time. They begin on the recording: nothing is downloaded for the first steps. */
import { useEffect, useState } from 'react';
import { listLessons, openLesson } from '../../app/actions';
import type { ListedLesson } from '../../experiment/lesson';
import { stepHash } from '../../experiment/lesson';
import { count } from '../parts/format';
import { FileButton } from '../parts/FileButton';
import { Fold } from '../parts/Fold';
import { forget } from '../parts/forget';
import { useLab } from '../useLab';
import { LinkBuilder } from './LinkBuilder';
import { OwnLessons } from './OwnLessons';
import './lesson.css';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

export function LessonList() {
  const isIn = useLab((s) => s.lesson !== null);
  return (
    <div className="folds lessons" hidden={isIn}>
      <Fold id="lessons" note={t`10 to 20 minutes each: a question, a guess, a look`} testId="lessons">
        <List />
        <div className="actions">
          <FileButton
            accept=".json,application/json"
            testId="lesson-file"
            onFile={(file) => forget(open(file))}
          >{t`Open a lesson of your own…`}</FileButton>
          <span className="quiet-line">{rich`To begin with: ${(<a href="lessons/words.json" download>{t`the first of these lessons`}</a>)}. For a class: ${(<a href="teaching.html">{t`plans of 60 and 90 minutes`}</a>)}.`}</span>
        </div>
        <OwnLessons />
        <Fold id="lesson-link" className="fold-inner" note={t`which step, what it shows, how it begins`} testId="lesson-link">
          <LinkBuilder />
        </Fold>
      </Fold>
    </div>
  );
}

/** The link is followed as any other. */
async function open(file: File): Promise<void> {
  location.hash = await openLesson(file);
}

function List() {
  const [all, setAll] = useState<readonly ListedLesson[] | string | null>(null);
  useEffect(() => {
    let wanted = true;
    listLessons().then(
      (lessons) => wanted && setAll(lessons),
      (error: unknown) => wanted && setAll((error as Error).message),
    );
    return () => void (wanted = false);
  }, []);
  if (all === null) return <p className="quiet-line">{t`Fetching the list of lessons…`}</p>;
  if (typeof all === 'string') return <p role="alert">{all}</p>;
  return (
    <ul className="lesson-list">
      {all.map(({ id, title, minutes, about }) => (
        <li key={id}>
          <a href={stepHash(id, 0)}>{title}</a> <span className="quiet-line">{count(minutes, 'minute')}</span>
          <br />
          {about}
        </li>
      ))}
    </ul>
  );
}
