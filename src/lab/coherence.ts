import type { Coherence } from '../protocol';
import { words } from './words';

/**
 * How far a completion still reads like language. `meanLogProb` is the model's own without steering, in nats per token, and passed through.
 * Without words the unique-word ratio is 0; with fewer than three the repeated share is 0.
 */
export function coherence(text: string, meanLogProb: number): Coherence {
  const all = words(text);
  const trigrams = all.slice(2).map((word, i) => `${all[i]} ${all[i + 1]} ${word}`);
  return {
    words: all.length,
    uniqueWordRatio: all.length === 0 ? 0 : new Set(all).size / all.length,
    repeatedTrigrams: trigrams.length === 0 ? 0 : 1 - new Set(trigrams).size / trigrams.length,
    meanLogProb,
  };
}

/** The published criterion: at least 10 words, at least 30 % of them different. A short right answer fails it; show the length beside it. */
export function isCoherent({ words: count, uniqueWordRatio }: Pick<Coherence, 'words' | 'uniqueWordRatio'>): boolean {
  return count >= 10 && uniqueWordRatio >= 0.3;
}
