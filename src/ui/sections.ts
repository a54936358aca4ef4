/** The sections of the page in the order of the story. Their numbers come from this order, and are written nowhere else. */
import type { Where } from '../protocol';

const ORDER = [
  { id: 'model', title: 'Model' },
  { id: 'contrast', title: 'Contrast' },
  { id: 'layers', title: 'Layers' },
  { id: 'behaviour', title: 'Does it predict behaviour?' },
  { id: 'steer', title: 'Steer' },
  { id: 'choices', title: 'Choices' },
  { id: 'keep', title: 'Keep' },
] as const;

/** The id of a section: its anchor in the page, too. */
export type SectionId = (typeof ORDER)[number]['id'];

/** A section as the page names it. */
export interface SectionEntry {
  readonly id: SectionId;
  readonly title: string;
}

/** The sections, first to last. `App.tsx` draws one component for each. */
export const SECTIONS: readonly SectionEntry[] = ORDER;

/** 1 for the first section. */
export const numberOf = (id: SectionId): number => SECTIONS.findIndex((section) => section.id === id) + 1;

/** The title of a section: "Layers". */
export const titleOf = (id: SectionId): string => SECTIONS[numberOf(id) - 1]!.title;

/** Where an error is mended: errors name a part of the work (`LabErrorData.where`), the page names the section of it. */
export const SECTION_OF: Readonly<Record<Where, SectionId>> = {
  model: 'model',
  texts: 'contrast',
  reading: 'layers',
  steer: 'steer',
  disk: 'keep',
};
