/**
 * Which rows of a long table are drawn: those that its frame shows, and some on either side. Empty space stands for the others, so that the
 * frame scrolls as if all were there. Rows of such a table are equally high.
 */
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** Tables of more rows are drawn in part. */
export const LONG = 500;
/** Rows by which the part moves on: a little scrolling draws nothing anew. */
const STEP = 25;
/** Pixels, before a row was measured. */
const USUAL = 24;

export interface RowWindow {
  /** Rows from `first` up to `end`, which is none of them. */
  readonly first: number;
  readonly end: number;
}

/** `top`, `height`: of the frame's view, in rows. */
export function windowOf(top: number, height: number, rows: number): RowWindow {
  const first = Math.max(0, Math.floor(top / STEP) * STEP - STEP);
  const end = Math.min(rows, Math.ceil((top + height) / STEP) * STEP + STEP);
  return { first: Math.min(first, Math.max(0, end - STEP)), end };
}

interface Windowed extends RowWindow {
  readonly frame: RefObject<HTMLDivElement | null>;
  /** Pixels of the rows before and behind. */
  readonly before: number;
  readonly behind: number;
  readonly onScroll: () => void;
}

export function useRowWindow(rows: number): Windowed {
  const frame = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(USUAL);
  const [{ first, end }, setWindow] = useState<RowWindow>(() => windowOf(0, STEP, rows));
  const isLong = rows > LONG;
  const look = (): void => {
    const { scrollTop, clientHeight } = frame.current!;
    const next = windowOf(scrollTop / height, clientHeight / height, rows);
    setWindow((now) => (now.first === next.first && now.end === next.end ? now : next));
  };
  useLayoutEffect(() => {
    if (!isLong) return;
    const row = frame.current!.querySelector('tbody tr[aria-rowindex]');
    const measured = row?.getBoundingClientRect().height ?? 0;
    if (measured > 0 && Math.abs(measured - height) > 0.01) setHeight(measured);
  }, [isLong, height]);
  // Other rows than before: the part that was drawn may be past their end.
  const part = isLong ? { first: Math.min(first, Math.max(0, rows - STEP)), end: Math.min(rows, end) } : { first: 0, end: rows };
  return { frame, ...part, before: part.first * height, behind: (rows - part.end) * height, onScroll: look };
}
