/** The way to a section, by its number or by words of one's own. A button: the address after # holds the settings. */
import type { ReactNode } from 'react';
import { numberOf, titleOf, type SectionId } from '../sections';
import { goTo } from './goTo';

interface Props {
  readonly section: SectionId;
  /** What the link says; "section" and its number by default. */
  readonly children?: ReactNode;
}

export function To({ section, children }: Props) {
  return (
    <button type="button" className="link" title={titleOf(section)} data-to={section} onClick={() => goTo(section)}>
      {children ?? `section ${numberOf(section)}`}
    </button>
  );
}
