/** What a person who rates is shown: prompt and answer, and by which rubric. How the answer was pushed is no part of it. */
import type { ScenarioSet } from '../formats/scenario-set';
import { random } from '../lab/random';
import { choseAll, type Answer } from './answer';
import { plainPrompt } from './control';
import type { KnownSet } from './experiment';

export interface RatingCard {
  readonly of: string;
  /** Said before the answer, in their order. One that asks for a side in words stands without the sentence that asks. */
  readonly messages: Answer['messages'];
  readonly text: string;
  /** The situation whose prompt it answers; null where no set has it. */
  readonly scenario: ScenarioSet['scenarios'][number] | null;
  /** The set that says so. */
  readonly from: KnownSet | null;
}

/** Whether there is something to rate: an answer that did not fail, has words, and was not made to begin with given ones. */
export const isRatable = (answer: Answer): boolean => choseAll(answer) && hasWords(answer);

/** It did not fail and is not empty. */
export const hasWords = ({ ending, text }: Answer): boolean => ending.kind !== 'failed' && text.trim() !== '';

/**
 * The answers to rate, in an order drawn by the seed. Answers that come later take places of their own between the others, which keep
 * their order.
 */
export function ratingOrder(answers: readonly Answer[], seed: number): readonly string[] {
  const uniform = random(seed);
  // Every answer takes its number, so that one that cannot be rated moves no other.
  const drawn = answers.map((answer) => ({ answer, place: uniform() }));
  return drawn
    .filter(({ answer }) => isRatable(answer))
    .sort((a, b) => a.place - b.place)
    .map(({ answer }) => answer.id);
}

/** The card of an answer, with the rubric of the first of these sets that has its prompt. */
export function ratingCard(answer: Answer, sets: readonly KnownSet[]): RatingCard {
  const messages = answer.messages.map((message, i) =>
    i === answer.messages.length - 1 ? { ...message, content: plainPrompt(message.content, answer.control) ?? message.content } : message,
  );
  const asked = messages.findLast(({ role }) => role === 'user')?.content;
  for (const known of sets) {
    const { prompts, scenarios } = known.set;
    const prompt = prompts.find(({ text }) => text === asked);
    const scenario = prompt && scenarios.find(({ id }) => id === prompt.scenario);
    if (scenario) return { of: answer.id, messages, text: answer.text, scenario, from: known };
  }
  return { of: answer.id, messages, text: answer.text, scenario: null, from: null };
}

/**
 * When these answers were written, ISO 8601, each moment once: what a browser remembers of answers whose strengths somebody has seen. Their
 * ids are of one experiment alone; a file that is opened again has the moments.
 */
export const momentsOf = (answers: readonly Answer[]): readonly string[] => [...new Set(answers.filter(isRatable).map(({ at }) => at))];

/** Whether one of these answers was written at one of these moments. */
export function writtenAt(answers: readonly Answer[], moments: readonly string[]): boolean {
  const known = new Set(moments);
  return momentsOf(answers).some((at) => known.has(at));
}
