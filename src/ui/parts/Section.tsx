/** One section of the story: number and title in the margin, a plain sentence first, then the instrument. */
import type { ReactNode } from 'react';
import { useOnShow } from '../lesson/on-show';
import { numberOf, titleOf, type SectionId } from '../sections';

interface Props {
  readonly id: SectionId;
  /** What the picture shows and how to read it. */
  readonly lead: ReactNode;
  readonly children: ReactNode;
}

export function Section({ id, lead, children }: Props) {
  const isOnShow = useOnShow(id);
  return (
    <section id={id} className="section" hidden={!isOnShow} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        <span className="section-number">{numberOf(id)}</span> {titleOf(id)}
      </h2>
      <div className="section-body">
        <p className="lead">{lead}</p>
        {children}
      </div>
    </section>
  );
}
