import { useEffect, useState } from 'react';
import { SECTIONS, type SectionId } from '../sections';
import { inView } from './in-view';

/** A fifth of the window below its top: a section that was just gone to has its title above it. */
const LINE = '-20% 0px -80% 0px';

const ORDER = SECTIONS.map(({ id }) => id);

/** The section in view; null above the first one. Sections stay in the page once they are drawn, so they are looked for once. */
export function useInView(): SectionId | null {
  const [now, setNow] = useState<SectionId | null>(null);
  useEffect(() => {
    const crossed = new Set<SectionId>();
    let [end, aboveFirst] = [false, true];
    const tell = (): void => {
      // Measured where it counts alone, and not while the page is drawn: to measure is to lay the page out.
      const seen = { crossed, end, goneTo: end ? goneTo() : null };
      setNow((before) => inView(seen, ORDER, aboveFirst ? null : before));
    };
    const line = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting, boundingClientRect, rootBounds } of entries) {
          if (isIntersecting) crossed.add(target.id as SectionId);
          else crossed.delete(target.id as SectionId);
          if (target.id === ORDER[0]) aboveFirst = boundingClientRect.top > (rootBounds?.top ?? 0);
        }
        tell();
      },
      { rootMargin: LINE },
    );
    const foot = new IntersectionObserver(
      ([entry]) => {
        end = entry?.isIntersecting ?? false;
        tell();
      },
      { threshold: 0.95 },
    );
    for (const id of ORDER) {
      const section = document.getElementById(id);
      if (section) line.observe(section);
    }
    const footer = document.querySelector('.footer');
    if (footer) foot.observe(footer);
    document.addEventListener('focusin', tell);
    return () => {
      document.removeEventListener('focusin', tell);
      line.disconnect();
      foot.disconnect();
    };
  }, []);
  return now;
}

/** The section that has the keyboard, if its title is in sight. */
function goneTo(): SectionId | null {
  const section = document.activeElement?.closest('.section[id]');
  const top = section?.querySelector('h2')?.getBoundingClientRect().top ?? -1;
  return section && top >= 0 && top < innerHeight ? (section.id as SectionId) : null;
}
