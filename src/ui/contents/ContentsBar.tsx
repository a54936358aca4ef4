/**
 * Where one is on the page, the way to each section, and Run: the one thing that stays in sight. On a phone the links scroll sideways
 * and Run stays.
 */
import './contents.css';
import { useLayoutEffect, useRef } from 'react';
import { goTo } from '../parts/goTo';
import { foldAll, useFolded } from '../parts/folded';
import { numberOf, SECTIONS } from '../sections';
import { RunNow } from './RunNow';
import { useInView } from './useInView';

export function ContentsBar() {
  const now = useInView();
  const list = useRef<HTMLElement>(null);
  // The link of the section in view is in view, too.
  useLayoutEffect(() => {
    const link = list.current?.querySelector<HTMLElement>('[aria-current]');
    if (link) list.current?.scrollTo({ left: link.offsetLeft - 16 });
  }, [now]);
  return (
    <div className="contents">
      <nav ref={list} aria-label="Contents" data-testid="contents">
        <ol>
          {SECTIONS.map(({ id, title, short }) => (
            <li key={id}>
              <button type="button" className="contents-link" aria-current={id === now ? 'true' : undefined} onClick={() => goTo(id)}>
                <span className="contents-number">{numberOf(id)}</span> {short ?? title}
              </button>
            </li>
          ))}
        </ol>
        <Unfold />
      </nav>
      <RunNow />
    </div>
  );
}

/** For printing, and for finding a word in the page: what is folded is not searched. */
function Unfold() {
  const everything = useFolded((state) => state.everything);
  return (
    <button type="button" className="contents-link" data-testid="unfold" data-everything={everything} onClick={() => foldAll(!everything)}>
      {everything ? 'Fold everything' : 'Unfold everything'}
    </button>
  );
}
