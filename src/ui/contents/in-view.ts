/** Which section somebody is in: the one that a line near the top of the window crosses. Pure. */
import type { SectionId } from '../sections';

/** What the page knows of where the window is. */
export interface Seen {
  /** Sections that the line crosses. */
  readonly crossed: ReadonlySet<SectionId>;
  /** The foot of the page is wholly in sight: the last section may be too short to reach the line. */
  readonly end: boolean;
  /** The section that has the keyboard and whose title is in sight: where the page ends, no other was gone to. null for none. */
  readonly goneTo: SectionId | null;
}

/**
 * At the end of the page the section that was gone to, else the last; elsewhere the one on the line; `before` between two sections, null
 * above the first.
 */
export function inView({ crossed, end, goneTo }: Seen, order: readonly SectionId[], before: SectionId | null): SectionId | null {
  if (end) return goneTo ?? order.at(-1) ?? null;
  return order.find((id) => crossed.has(id)) ?? before;
}
