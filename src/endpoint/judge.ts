/**
 * A server as a judge of an answer: told the rubric of the situation, it is asked for one digit. The score is read off the probabilities of
 * the answer's token where the server gives them, else off its text; what gives neither stays unscored. Pure.
 */
import type { ChatMessage, ChatRequest } from './chat';
import type { ChatReply, TopToken } from './reply';
import { t } from '../language/t';

export type JudgeScore = 0 | 1 | 2;

export interface ToJudge {
  /** What earns each score. */
  readonly rubric: Readonly<Record<JudgeScore, string>>;
  /** '' where no set has the prompt. */
  readonly situation: string;
  readonly prompt: string;
  readonly answer: string;
}

export interface Judged {
  /** The likeliest of the three; null where the judge gave none. */
  readonly score: JudgeScore | null;
  /** Σ k·p(k) over 0, 1 and 2, their probabilities brought to a sum of 1; null without probabilities. */
  readonly expected: number | null;
  readonly by: 'probabilities' | 'text' | null;
}

/** What the judge is told. How the answer was pushed is no part of it. */
export const judgeMessages = ({ rubric, situation, prompt, answer }: ToJudge): readonly [ChatMessage] => [
  {
    role: 'user',
    content: [
      t`You rate what somebody does for a person in need, by this scale:`,
      ([2, 1, 0] as const).map((score) => `${score}: ${rubric[score]}`).join('\n'),
      ...(situation === '' ? [] : [t`The situation: ${situation}`]),
      t`They were told:`,
      prompt,
      t`They answered:`,
      answer,
      t`Rate the answer by what is done in it, not by how kind its words sound. Say one digit alone: 0, 1 or 2.`,
    ].join('\n\n'),
  },
];

/** Likely tokens that are asked for: servers give five or more. */
const TOP = 5;
/** Tokens an answer may have: a digit, and what may stand around it. */
const MOST_TOKENS = 8;
/** Of an answer that is read as a text: room for a model that thinks before it says the digit. */
const MOST_THOUGHT = 2000;

/** By probabilities: the digit comes at once. By text: there may be thoughts in front of it. */
export const judgeRequest = (messages: readonly ChatMessage[], by: 'probabilities' | 'text'): ChatRequest => ({
  ...{ messages, temperature: 0, mayDropTemperature: true, seed: 0 },
  ...(by === 'probabilities' ? { maxTokens: MOST_TOKENS, topLogProbs: TOP } : { maxTokens: MOST_THOUGHT }),
});

/** Thoughts that a server leaves in the text; they may be all that there is. */
const THOUGHT = /<think>[^]*?(?:<\/think>|$)/g;
const THOUGHT_ENDS = '</think>';

const SCORES: readonly JudgeScore[] = [0, 1, 2];
const scoreOf = (text: string): JudgeScore | null => SCORES.find((score) => text.trim() === String(score)) ?? null;

/** What the judge gave: a digit that it can only have meant as its score. Of all else it is not guessed which number it meant. */
export function judgedOf({ text, tops }: Pick<ChatReply, 'text' | 'tops'>): Judged {
  const place = tops && placeOf(tops);
  if (place) return fromProbabilities(place);
  const score = scoreIn(text.slice(text.lastIndexOf(THOUGHT_ENDS) + 1).replace(THOUGHT, ''));
  return { score, expected: null, by: score === null ? null : 'text' };
}

/** Numbers as they are written, with a sign and decimals. */
const NUMBER = /(?<![\d.,])[-−]?\d+(?:[.,]\d+)*/g;
/** Nothing but marks stands before it, or a word that ends in a colon: "**2", "Score: 2", "Rating =". */
const LEADS_TO = /(?:^|[:=])[\s*_"'`([]*$/;

/**
 * The one number of an answer; of several the last, where it stands alone behind a colon, or the first, where the others are out of how
 * many it is ("1/2", "1 of 2"). null of any other answer, and of one that begins a list.
 */
function scoreIn(answer: string): JudgeScore | null {
  const found = [...answer.matchAll(NUMBER)];
  const [first, last] = [found[0], found.at(-1)];
  if (!first || !last || /^\s*\d+[.)]\s+\S/.test(answer)) return null;
  if (found.every(([number]) => number === first[0])) return scoreOf(first[0]);
  const isOutOf = found.length === 2 && LEADS_TO.test(answer.slice(0, first.index)) && /^\s*(?:\/|of|out of)\s*2\b/.test(after(first));
  if (isOutOf) return scoreOf(first[0]);
  return LEADS_TO.test(answer.slice(0, last.index)) && /^\W*$/.test(after(last)) ? scoreOf(last[0]) : null;

  function after({ 0: number, index }: RegExpExecArray): string {
    return answer.slice(index + number.length);
  }
}

/** Where the answer is its digit: the first number of it, nothing before it but a label, and not the beginning of another number. */
function placeOf(tops: NonNullable<ChatReply['tops']>): readonly TopToken[] | null {
  const said = tops.map(([first]) => first?.token ?? '');
  const at = said.findIndex((token) => /\d/.test(token));
  const [before, behind] = [said.slice(0, at).join(''), said.slice(at + 1).join('')];
  const isIt = at >= 0 && scoreOf(said[at]!) !== null && LEADS_TO.test(before) && !/^(?:\d|[.,]\d)/.test(behind);
  return isIt ? tops[at]! : null;
}

/** Several tokens may be one digit, with a space in front and without: their probabilities are added. */
function fromProbabilities(place: readonly TopToken[]): Judged {
  const p = SCORES.map((score) => place.reduce((sum, { token, logProb }) => (scoreOf(token) === score ? sum + Math.exp(logProb) : sum), 0));
  const all = p.reduce((sum, one) => sum + one, 0);
  const expected = p.reduce((sum, one, score) => sum + score * one, 0) / all;
  return { score: SCORES[p.indexOf(Math.max(...p))]!, expected, by: 'probabilities' };
}
