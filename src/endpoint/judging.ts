/**
 * A server asked as a judge, answer after answer: by the probabilities of its digit, and by its text once it is known to give none. A judge
 * whose few tokens held no digit thinks first: it is asked again by its text, with room for that.
 */
import { LabError } from '../error';
import type { Endpoint } from './address';
import { askChat, type ChatAnswer, type ChatOptions } from './chat';
import { judgedOf, judgeMessages, judgeRequest, type Judged, type ToJudge } from './judge';

/** `tokens`: read and written for it, in all. `temperature`: of the reply that was judged by; null: the server's own. */
export interface JudgedAnswer {
  readonly judged: Judged;
  readonly tokens: number;
  readonly temperature: number | null;
}

/** Asks about one answer after the other. Rejects as `askChat` does, but for `endpoint-no-logprobs`, which is remembered. */
export function judging(endpoint: Endpoint, options: ChatOptions): (told: ToJudge) => Promise<JudgedAnswer> {
  /** Whether it may give probabilities, as far as is known. */
  let known = true;
  const ask = (told: ToJudge, by: 'probabilities' | 'text') => askChat(endpoint, judgeRequest(judgeMessages(told), by), options);
  const byText = async (told: ToJudge, before = 0): Promise<JudgedAnswer> => read(await ask(told, 'text'), before);
  return async (told) => {
    if (!known) return byText(told);
    let reply: ChatAnswer;
    try {
      reply = await ask(told, 'probabilities');
    } catch (error) {
      if (!(error instanceof LabError) || error.code !== 'endpoint-no-logprobs') throw error;
      known = false;
      return byText(told);
    }
    const first = read(reply);
    if (first.judged.score !== null || reply.finish !== 'length') return first;
    if (reply.tops === null) known = false;
    return byText(told, first.tokens);
  };
}

/** `before`: tokens that went into asking for the same answer before. */
const read = (reply: ChatAnswer, before = 0): JudgedAnswer => ({
  judged: judgedOf(reply),
  tokens: before + (reply.usage ? reply.usage.read + reply.usage.written : 0),
  temperature: reply.temperature,
});
