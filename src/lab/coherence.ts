import type { Coherence, CoherenceVerdict } from '../protocol';
import { repeatedCharacters } from './repeated-characters';
import { words } from './words';

/**
 * How far a completion still reads like language. `meanLogProb` is the model's own without steering, in nats per token, and passed through.
 * Without words the unique-word ratio is 0; with fewer than three the repeated share is 0.
 */
export function coherence(text: string, meanLogProb: number): Coherence {
  const all = words(text);
  const trigrams = all.slice(2).map((word, i) => `${all[i]} ${all[i + 1]} ${word}`);
  const measured = {
    words: all.length,
    uniqueWordRatio: all.length === 0 ? 0 : new Set(all).size / all.length,
    repeatedTrigrams: trigrams.length === 0 ? 0 : 1 - new Set(trigrams).size / trigrams.length,
    repeatedCharacters: repeatedCharacters(text),
    meanLogProb,
  };
  return { ...measured, verdict: verdict(text, measured) };
}

/** With fewer words, shares of words and a mean log-probability say nothing yet. */
const ENOUGH = 10;
/** Shares of repeated characters. The lab's own 160 pair texts, written by hand or by a large model, stay below 0.17. */
const COLLAPSED = 0.6;
const REPETITIVE = 0.3;
/** Nats per token: a perplexity of 148 under the model that nobody pushes. The recorded answers lie between −1.2 and −1.8. */
const IMPROBABLE = -5;
/** So many visible characters without a word (a row of numbers) are no language: "42" may be an answer. */
const LONG = 20;
/** Nats per token: a perplexity of 3,000, what no language of any length is, over `LONG` characters with or without spaces. */
const GIBBERISH = -8;

/** The first that holds. A short answer is not judged by its length: "Yes." is fluent. */
function verdict(
  text: string,
  { words: count, uniqueWordRatio, repeatedTrigrams, repeatedCharacters: repeated, meanLogProb }: Omit<Coherence, 'verdict'>,
): CoherenceVerdict {
  const visible = text.match(/[^\s\p{C}]/gu) ?? [];
  if (visible.length === 0) return 'empty';
  const many = count >= ENOUGH;
  if (repeated >= COLLAPSED || (many && uniqueWordRatio < 0.2)) return 'collapsed';
  const readable = visible.filter((character) => /[\p{L}\p{M}\p{N}]/u.test(character)).length;
  if (readable < visible.length / 2 || (many && meanLogProb < IMPROBABLE)) return 'broken';
  if (visible.length >= LONG && (count === 0 || meanLogProb < GIBBERISH)) return 'broken';
  return repeated >= REPETITIVE || repeatedTrigrams >= REPETITIVE || (many && uniqueWordRatio < 0.3) ? 'repetitive' : 'fluent';
}
