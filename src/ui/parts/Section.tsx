/** One section of the story: number and title in the margin, a plain sentence first, then the instrument. */
import type { ReactNode } from 'react';

interface Props {
  id: string;
  number: number;
  title: string;
  /** What the picture shows and how to read it. */
  lead: ReactNode;
  children: ReactNode;
}

export function Section({ id, number, title, lead, children }: Props) {
  return (
    <section id={id} className="section" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        <span className="section-number">{number}</span> {title}
      </h2>
      <div className="section-body">
        <p className="lead">{lead}</p>
        {children}
      </div>
    </section>
  );
}

/** Moves a section into view and its title under the screen reader's cursor. Not a #link: the hash holds the settings. */
export function goTo(id: string): void {
  const title = document.getElementById(`${id}-title`);
  if (!title) return;
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
  title.scrollIntoView({ behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
}
