/** What a model would most probably have written next, beside what was. */
import type { Likely } from '../../src/protocol';
import { argmax } from './sample';

/** A token and its log-probability, before it has a text. */
export interface LikelyId {
  readonly id: number;
  /** Natural log of its probability, before any penalty, temperature or cut. */
  readonly logProb: number;
}

/** The `top` most probable tokens, most probable first; of equal ones the lower id. One pass over the logits for the few that are kept. */
export function likeliest(logits: Float32Array, top: number): LikelyId[] {
  if (top === 0) return [];
  const highest = logits[argmax(logits)]!;
  let sum = 0;
  const kept: number[] = [];
  for (let id = 0; id < logits.length; id++) {
    const logit = logits[id]!;
    sum += Math.exp(logit - highest);
    if (kept.length === top && logit <= logits[kept[top - 1]!]!) continue;
    let at = kept.length;
    while (at > 0 && logit > logits[kept[at - 1]!]!) at--;
    kept.splice(at, 0, id);
    if (kept.length > top) kept.pop();
  }
  return kept.map((id) => ({ id, logProb: logits[id]! - highest - Math.log(sum) }));
}

/** [token]: with texts. `text`: of a token as it stands after another. */
export const named = (tokens: readonly (readonly LikelyId[])[], text: (id: number) => string): Likely[][] =>
  tokens.map((some) => some.map(({ id, logProb }) => ({ id, token: text(id), logProb })));

/**
 * [token]: how many characters of the whole text are there after each token. `texts`: what the tokens so far were decoded to each time.
 * Half a character at the end of one becomes another with the next token, and is counted with that one.
 */
export function endsOf(texts: readonly string[], whole: string): number[] {
  let end = 0;
  return texts.map((text) => {
    let same = 0;
    while (same < text.length && same < whole.length && text[same] === whole[same]) same++;
    return (end = Math.max(end, same));
  });
}
