/** Where a note about a word goes: beside the word, inside the window, and over no picture. Pure. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

export interface Around {
  /** The word, and the block of text that it stands in. */
  readonly word: Box;
  readonly block: Box;
  readonly window: Size;
  /** What must stay in sight. */
  readonly pictures: readonly Box[];
  /** How far the page can still be scrolled up. */
  readonly above: number;
}

export interface Placed {
  readonly left: number;
  readonly top: number;
  /** By so much the page is scrolled up first; below 0: down. */
  readonly scroll: number;
  /** So much room is made below the block of text first. */
  readonly room: number;
}

/** Pixels between the note and the word, and between the note and the edge of the window. */
const GAP = 8;
const EDGE = 12;

/** The width that a note can have to the right of text and pictures; 0 where a window has no such margin, or a narrow one. */
export function marginOf({ block, pictures, window }: Around): number {
  const right = Math.max(...[block, ...pictures].map(({ left, width }) => left + width)) + GAP;
  return window.width - right - EDGE >= 200 ? window.width - right - EDGE : 0;
}

/**
 * The first of these that fits into the window and covers no picture: above the word, where what it covers has been read; above it, after
 * the page was scrolled up; below the word's block of text; in the margin (`slim`: the note as wide as `marginOf`, null without a margin).
 * Where none does, room is made for it below the block.
 */
export function placeNote(note: Size, slim: Size | null, around: Around): Placed {
  const { word, block, window, pictures, above } = around;
  const left = Math.max(EDGE, Math.min(word.left - EDGE, window.width - note.width - EDGE));
  const below = block.top + block.height + GAP;
  const over = word.top - GAP - note.height;
  const lack = Math.max(0, EDGE - over);
  const free = ({ width, height }: Size, { left, top, scroll }: Placed): boolean =>
    top >= 0 &&
    top + height <= window.height &&
    pictures.every((picture) => !overlaps({ left, top, width, height }, { ...picture, top: picture.top + scroll }));
  const still = { scroll: 0, room: 0 };
  const candidates: Placed[] = [
    ...(lack <= above ? [{ left, top: over + lack, scroll: lack, room: 0 }] : []),
    { left, top: below, ...still },
  ];
  const found = candidates.find((one) => free(note, one));
  if (found) return found;
  if (slim) {
    const top = Math.max(EDGE, Math.min(word.top, window.height - slim.height - EDGE));
    return { left: window.width - slim.width - EDGE, top, ...still };
  }
  const excess = Math.max(0, below + note.height + EDGE - window.height);
  return { left, top: below - excess, scroll: 0 - excess, room: note.height + 2 * GAP };
}

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;
