/** What a model reads of a set: texts by themselves, or answers behind their prompts. */
import type { Passage } from '../protocol';
import { answersPrompts, isPaired, type Contrast, type MayAnswer } from './contrast';

/** A text of a set: behind its prompt where texts of that set answer prompts, though it may have none of its own. */
export const passage = (text: string, prompted: boolean, prompt = ''): Passage => (prompted ? { prompt, text } : text);

/**
 * The texts of a contrast as they are read, in the order of `allTextsOf`. `prompted`: texts of its set answer prompts; unless said, whether
 * its own do.
 */
export function passagesOf(contrast: Contrast<string, MayAnswer>, prompted = answersPrompts(contrast)): Passage[] {
  if (!isPaired(contrast)) return contrast.texts.map(({ text, prompt }) => passage(text, prompted, prompt));
  return contrast.flatMap(({ positive, negative, prompt }) => [positive, negative].map((text) => passage(text, prompted, prompt)));
}

/** The text of it, without its prompt. */
export const textOf = (of: Passage): string => (typeof of === 'string' ? of : of.text);

/** A text by which passages are told apart: the text itself and, where it answers a prompt, the prompt before it. */
export const passageKey = (text: string, prompt?: string): string => (prompt ? `${prompt}\u0000${text}` : text);
