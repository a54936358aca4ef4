/** How far analyses agree: what is asked of the analysis worker. Answers are for whoever asks; nothing is kept. */
import type { Units } from '../lab/carrier';
import type { Agreement, Paired } from '../lab/report/compare';
import type { Context } from './ports';

export function agreementActions({ analysis }: Pick<Context, 'analysis'>) {
  return {
    /** [comparison] Pearson's r of scores on the same texts, with its interval. */
    agreements: (pairs: readonly Paired[], seed: number, signal: AbortSignal): Promise<Agreement[]> =>
      analysis.call('agreement', { pairs, seed }, { signal }),

    /** [group][direction][direction] cosines between the directions of one block; those of a group are of one model. */
    cosinesAt(groups: readonly { readonly layer: number; readonly directions: readonly Units[] }[], signal: AbortSignal) {
      const blocks = groups.map(({ layer, directions }) =>
        directions.map(({ width, data }) => ({ layers: 1, width, data: data.slice(layer * width, (layer + 1) * width) })),
      );
      return analysis.call('cosines', blocks, { signal });
    },
  };
}
