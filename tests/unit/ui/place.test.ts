/** Where a note goes: every way out in turn, each where the one before it would cover a picture or leave the window. */
import { expect, test } from 'vitest';
import { marginOf, placeNote, type Around } from '../../../src/ui/parts/place';

const note = { width: 340, height: 150 };
const slim = { width: 250, height: 200 };
const box = (left: number, top: number, width: number, height: number) => ({ left, top, width, height });
const around = (over: Partial<Around>): Around => ({
  word: box(400, 400, 80, 20),
  block: box(320, 380, 670, 80),
  window: { width: 1280, height: 800 },
  pictures: [],
  above: 1000,
  ...over,
});
const high = { word: box(400, 40, 80, 20), block: box(320, 20, 670, 80) };
const UNDER = box(320, 110, 670, 300);
const OVER = box(320, -300, 670, 310);

test('above the word, inside the window', () => {
  expect(placeNote(note, null, around({}))).toEqual({ left: 388, top: 242, scroll: 0, room: 0 });
  expect(placeNote(note, null, around({ word: box(1200, 400, 60, 20) })).left).toBe(1280 - 340 - 12);
});

test('a word near the top with a picture below: the page is scrolled up by what is lacking, and no more than it can', () => {
  expect(placeNote(note, null, around({ ...high, pictures: [UNDER] }))).toEqual({ left: 388, top: 12, scroll: 130, room: 0 });
  expect(placeNote(note, null, around({ ...high, above: 0 }))).toEqual({ left: 388, top: 108, scroll: 0, room: 0 });
});

test('between two pictures: in the margin, else room is made below the text', () => {
  const between = around({ ...high, pictures: [OVER, UNDER] });
  expect(marginOf(between)).toBe(1280 - 990 - 8 - 12);
  expect(placeNote(note, slim, between)).toEqual({ left: 1018, top: 40, scroll: 0, room: 0 });
  const narrow = { ...between, window: { width: 1000, height: 800 } };
  expect(marginOf(narrow)).toBe(0);
  expect(placeNote(note, null, narrow)).toEqual({ left: 388, top: 108, scroll: 0, room: 166 });
  // Near the lower edge the page is scrolled down, so that the note is inside.
  const low = {
    ...narrow,
    word: box(400, 700, 80, 20),
    block: box(320, 700, 670, 60),
    pictures: [box(320, 380, 670, 310), box(320, 770, 670, 300)],
  };
  expect(placeNote(note, null, low)).toEqual({ left: 388, top: 638, scroll: -130, room: 166 });
});

test('the size of a note that is measured where it lies hidden, not its place, decides', () => {
  const lying = { ...note, left: 0, top: 0 };
  expect(placeNote(lying, null, around({ pictures: [box(320, 200, 848, 100)] }))).toEqual({ left: 388, top: 468, scroll: 0, room: 0 });
});
