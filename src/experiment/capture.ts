/** How texts are read and pooled. */
import type * as v from 'valibot';
import type { Pooling } from '../protocol';
import { flag, oneOf, record, whole } from '../formats/schemas';

export const POOLINGS = ['mean', 'mean-rest', 'last'] as const satisfies readonly Pooling[];
export const isPooling = (value: unknown): value is Pooling => (POOLINGS as readonly unknown[]).includes(value);

export const captureSettings = record({
  pooling: oneOf(...POOLINGS),
  /** Wrap each text in the model's chat template. */
  template: flag,
  /** What of a text lies beyond is not read. */
  maxTokens: whole,
});
export type CaptureSettings = v.InferOutput<typeof captureSettings>;

/** The paper's way of reading: raw text, mean over all tokens, cut at 512. What window.lab does unless told otherwise. */
export const PUBLISHED_CAPTURE: CaptureSettings = { pooling: 'mean', template: false, maxTokens: 512 };

/** The page's way: without the first token, because with texts of sixty words its long residual drowns the rest in the middle blocks. */
export const CAPTURE: CaptureSettings = { ...PUBLISHED_CAPTURE, pooling: 'mean-rest' };
