/**
 * What of the page a step of a lesson shows: the sections that it names, those of the folds that it names, and those that somebody was led
 * to meanwhile. Without a lesson that is everything.
 */
import { useSyncExternalStore } from 'react';
import type { LessonState } from '../../app/lesson-actions';
import { store } from '../../app/store';
import { FOLDS, isFold, type FoldId, type Place } from '../folds';
import { SECTIONS, type SectionId } from '../sections';
import { useLab } from '../useLab';

/** The first screen is a part of the page that has no number. */
export const OPENING = 'opening';
export type Part = SectionId | typeof OPENING;

const isPlace = (name: string): name is Place => SECTIONS.some(({ id }) => id === name) || Object.hasOwn(FOLDS, name);

/** Names in `show` that the page has nothing of. */
export const unknownPlaces = (show: readonly string[]): string[] => show.filter((name) => name !== OPENING && !isPlace(name));

/** Sections with nothing to see beside one fold. */
const ONE_FOLD: Readonly<Partial<Record<string, FoldId>>> = { play: 'games' };

/** The folds among these names, and those that sections among them consist of. */
export const foldsAmong = (show: readonly string[]): FoldId[] =>
  show.flatMap((name) => (isPlace(name) && isFold(name) ? [name] : (ONE_FOLD[name] ?? [])));

/** The parts of the page that these names show. */
export function partsAmong(show: readonly string[]): ReadonlySet<Part> {
  const of = (name: string): Part[] => {
    if (name === OPENING) return [name];
    if (!isPlace(name)) return [];
    return [isFold(name) ? FOLDS[name].section : name];
  };
  return new Set(show.flatMap(of));
}

/** Names of what this step shows: as its link says, else as the lesson does. */
export const shownBy = ({ lesson, step, show }: Pick<LessonState, 'lesson' | 'step' | 'show'>): readonly string[] =>
  show ?? lesson.steps[step]!.show;

/** Why nothing of the page is on show yet. */
export type Waiting = 'lesson-note' | 'step-note' | 'guess';

/** What a reader does first: reads a content note, or guesses where the step would give the answer away. null: nothing. */
export function waitingFor({ lesson, step, noted, guesses }: LessonState): Waiting | null {
  const { contentNote, blind, guess } = lesson.steps[step]!;
  if (lesson.contentNote !== undefined && !noted.includes('lesson')) return 'lesson-note';
  if (contentNote !== undefined && !noted.includes(step)) return 'step-note';
  return blind && guess && !(step in guesses) ? 'guess' : null;
}

let led: { readonly of: string; readonly to: ReadonlySet<SectionId> } = { of: '', to: new Set() };
const listeners = new Set<() => void>();
const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => void listeners.delete(tell);
};
const nameOf = ({ lesson, step }: LessonState): string => `${lesson.id} ${step}`;

/** Somebody is led to a section: where a step hides it, it is shown until the next step. */
export function reveal(section: SectionId): void {
  const { lesson } = store.getState();
  if (!lesson) return;
  const of = nameOf(lesson);
  led = { of, to: new Set(led.of === of ? [...led.to, section] : [section]) };
  listeners.forEach((tell) => tell());
}

function isOnShow(part: Part, lesson: LessonState | null, { of, to }: typeof led): boolean {
  if (!lesson) return true;
  if (part !== OPENING && of === nameOf(lesson) && to.has(part)) return true;
  return waitingFor(lesson) === null && partsAmong(shownBy(lesson)).has(part);
}

/** Whether this part of the page is on show. */
export function useOnShow(part: Part): boolean {
  const now = useSyncExternalStore(
    subscribe,
    () => led,
    () => led,
  );
  return useLab((s) => isOnShow(part, s.lesson, now));
}
