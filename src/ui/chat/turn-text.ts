/** Under what a turn was written, in words: the push, or that there was none, and the sampling alike in both. Pure. */
import type { Answer } from '../../experiment/answer';
import { brief } from '../parts/format';
import { bandText } from '../steer/dose';
import { samplingParts } from '../ways/way-text';
import { t } from '../../language/t';

/** `along`: what the directions of the push are called; undefined where they are gone. */
export interface TurnWay {
  readonly alpha: number;
  readonly band: Answer['edits'][number]['band'];
  readonly along: string | undefined;
  readonly sampling: Answer['sampling'];
  readonly seed: number;
}

/** "no push, temperature 0.7, top p 0.9, repetition penalty 1.1, up to 64 tokens, seed 5"; without a temperature no seed is drawn from. */
export const turnText = ({ alpha, band, along, sampling, seed }: TurnWay): string =>
  [
    alpha === 0 ? t`no push` : t`pushed over ${bandText(band)}${along ? t` along “${brief(along, 40)}”` : ''}`,
    ...samplingParts(sampling),
    ...(sampling.temperature > 0 ? [t`seed ${seed}`] : []),
  ].join(', ');
