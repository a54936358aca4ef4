/**
 * Where one is on the page, the way to each section, and Run: the one thing that stays in sight. On a phone the links scroll sideways
 * and Run stays.
 */
import './contents.css';
import { useLayoutEffect, useRef } from 'react';
import { goTo } from '../parts/goTo';
import { foldAll, useFolded } from '../parts/folded';
import { toLesson } from '../lesson/to-lesson';
import { useOnShow } from '../lesson/on-show';
import { numberOf, SECTIONS, type SectionEntry } from '../sections';
import { TourButton } from '../tour/TourButton';
import { useLab } from '../useLab';
import { RunNow } from './RunNow';
import { useInView } from './useInView';
import { t } from '../../language/t';

export function ContentsBar() {
  const now = useInView();
  const isIn = useLab((s) => s.lesson !== null);
  const list = useRef<HTMLElement>(null);
  // The link of the section in view is in view, too.
  useLayoutEffect(() => {
    const link = list.current?.querySelector<HTMLElement>('[aria-current]');
    if (link) list.current?.scrollTo({ left: link.offsetLeft - 16 });
  }, [now]);
  return (
    <div className="contents">
      <nav ref={list} aria-label={t`Contents`} data-testid="contents">
        <ol>
          {isIn && (
            <li>
              <button type="button" className="contents-link" onClick={toLesson}>{t`Lesson`}</button>
            </li>
          )}
          {SECTIONS.map((section) => (
            <Link key={section.id} {...section} isNow={section.id === now} />
          ))}
        </ol>
        {!isIn && (
          <>
            <button type="button" className="contents-link" onClick={() => goTo('lessons')}>{t`Lessons`}</button>
            <TourButton className="contents-link">{t`Tour`}</TourButton>
          </>
        )}
        <Unfold />
      </nav>
      <RunNow />
    </div>
  );
}

/** The way to a section; none to one that a step of a lesson hides. */
function Link({ id, title, short, isNow }: SectionEntry & { readonly isNow: boolean }) {
  if (!useOnShow(id)) return null;
  return (
    <li>
      <button type="button" className="contents-link" aria-current={isNow ? 'true' : undefined} onClick={() => goTo(id)}>
        <span className="contents-number">{numberOf(id)}</span> {short ?? title}
      </button>
    </li>
  );
}

/** For printing, and for finding a word in the page: what is folded is not searched. */
function Unfold() {
  const everything = useFolded((state) => state.everything);
  return (
    <button type="button" className="contents-link" data-testid="unfold" data-everything={everything} onClick={() => foldAll(!everything)}>
      {everything ? t`Fold everything` : t`Unfold everything`}
    </button>
  );
}
