/** How texts are read and pooled. */
import type * as v from 'valibot';
import type { Pooling } from '../protocol';
import { flag, oneOf, record, whole } from '../formats/schemas';

/** The poolings of records and links. A script may ask for the last k tokens of any k. */
export const POOLINGS = ['mean', 'mean-rest', 'last', 'last-4', 'last-16', 'answer'] as const satisfies readonly Pooling[];
export type KeptPooling = (typeof POOLINGS)[number];

/** Whether it is a pooling: one of the list, or "last-7". */
export const isPooling = (value: unknown): value is Pooling =>
  (POOLINGS as readonly unknown[]).includes(value) || (typeof value === 'string' && /^last-[1-9]\d*$/.test(value));

/** The mean over the last `k` tokens, by name. One token has one name. */
export const lastOf = (k: number): Pooling => (k === 1 ? 'last' : `last-${k}`);

/** How texts are given to a model: in its chat template, and as answers to prompts of their set. */
interface Given {
  readonly template: boolean;
  readonly prompted?: boolean;
}

/** What one pass over a text is pooled in, and kept in: every pooling there is for it. Only a template or a prompt sets an answer apart. */
export const poolingsOf = ({ template, prompted = false }: Given): readonly KeptPooling[] =>
  template || prompted ? POOLINGS : POOLINGS.filter((pooling) => pooling !== 'answer');

/**
 * The same of texts that were cut: with `answer` where the cut says of each that it has one (`CutReply.answers`), and where `answer` is
 * wanted.
 */
export const poolingsOfCut = ({ answers }: { readonly answers?: readonly boolean[] }, wanted: Pooling): readonly KeptPooling[] =>
  POOLINGS.filter((one) => one !== 'answer' || wanted === 'answer' || (answers?.every(Boolean) ?? false));

/** Tokens of a text that a model may be asked to read: more than any does. */
export const MOST_TOKENS = 2 ** 20;

export const captureSettings = record({
  pooling: oneOf(...POOLINGS),
  /** In the model's chat template: a text as a message of the user, an answer as the assistant's after its prompt. */
  template: flag,
  /** What of a text lies beyond is not read. */
  maxTokens: whole,
});
export type CaptureSettings = v.InferOutput<typeof captureSettings>;

/** The paper's way of reading: raw text, mean over all tokens, cut at 512. What window.lab does unless told otherwise. */
export const PUBLISHED_CAPTURE: CaptureSettings = { pooling: 'mean', template: false, maxTokens: 512 };

/** The page's way: without the first token, because with texts of sixty words its long residual drowns the rest in the middle blocks. */
export const CAPTURE: CaptureSettings = { ...PUBLISHED_CAPTURE, pooling: 'mean-rest' };

/** The page's way with answers to prompts: in the chat template, and of the answer alone, because both sides share what is before it. */
export const ANSWER_CAPTURE: Pick<CaptureSettings, 'pooling' | 'template'> = { pooling: 'answer', template: true };

/** The pooling where it can be had, else the page's own: without a chat template or a prompt nothing sets an answer apart. */
export const poolable = (pooling: KeptPooling, how: Given): KeptPooling =>
  (poolingsOf(how) as readonly unknown[]).includes(pooling) ? pooling : CAPTURE.pooling;
