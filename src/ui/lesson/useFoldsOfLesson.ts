import { useEffect, useRef } from 'react';
import type { LessonState } from '../../app/lesson-actions';
import { foldedNow, putFolds, unfold, type Folded } from '../parts/folded';
import { foldsAmong, shownBy } from './on-show';

/** Each step opens the folds that it names, and no others; after the lesson they are as before it. */
export function useFoldsOfLesson(state: LessonState | null): void {
  const before = useRef<Folded | null>(null);
  const lesson = state?.lesson ?? null;
  const step = state?.step ?? 0;
  const show = state?.show ?? null;
  useEffect(() => {
    if (!lesson) {
      if (before.current) putFolds(before.current);
      before.current = null;
      return;
    }
    before.current ??= foldedNow();
    putFolds({ everything: false, except: new Set() });
    foldsAmong(shownBy({ lesson, step, show })).forEach(unfold);
  }, [lesson, step, show]);
}
