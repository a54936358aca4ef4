/** The sections of the page in the order of the story. Their numbers come from this order, and are written nowhere else. */
import { t } from '../language/t';

const ORDER = [
  { id: 'model', title: t`Model` },
  { id: 'contrast', title: t`Contrast` },
  { id: 'layers', title: t`Layers` },
  { id: 'behaviour', title: t`Does it predict behaviour?`, short: t`Behaviour` },
  { id: 'steer', title: t`Steer` },
  { id: 'choices', title: t`Choices` },
  { id: 'play', title: t`Play` },
  { id: 'keep', title: t`Keep` },
] as const;

/** The id of a section: its anchor in the page, too. */
export type SectionId = (typeof ORDER)[number]['id'];

/** A section as the page names it. */
export interface SectionEntry {
  readonly id: SectionId;
  readonly title: string;
  /** Where there is room for a word or two alone. */
  readonly short?: string;
}

/** The sections, first to last. `App.tsx` draws one component for each. */
export const SECTIONS: readonly SectionEntry[] = ORDER;

/** 1 for the first section. */
export const numberOf = (id: SectionId): number => SECTIONS.findIndex((section) => section.id === id) + 1;

/** The title of a section: "Layers". */
export const titleOf = (id: SectionId): string => SECTIONS[numberOf(id) - 1]!.title;
