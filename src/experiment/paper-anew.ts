/** What follows from the values that a result file of the paper lists, beside what the file states. Pure. */
import type { PaperResults } from '../formats/paper-results';
import { correlations, randomBaseline, zeroAgainstTwo } from '../lab/report/paper-check';
import { success, type Success } from '../lab/report/success';

type Of<K extends PaperResults['kind']> = Extract<PaperResults, { kind: K }>;

/** A result file with its figures made anew, where it lists values to make them from. */
export type PaperFigures =
  | (Of<'correlation'> & {
      readonly anew: ReturnType<typeof correlations> & { readonly zeroAgainstTwo: ReturnType<typeof zeroAgainstTwo> };
    })
  | (Of<'random'> & { readonly anew: ReturnType<typeof randomBaseline> })
  | (Of<'steering'> & { readonly anew: readonly { readonly name: string; readonly of: Success }[] })
  | Of<'probes'>
  | Of<'examples'>;

export function withAnew(results: PaperResults): PaperFigures {
  switch (results.kind) {
    case 'correlation':
      return { ...results, anew: { ...correlations(results.texts), zeroAgainstTwo: zeroAgainstTwo(results.texts) } };
    case 'random':
      return { ...results, anew: randomBaseline(results.random, results.auroc) };
    case 'steering':
      return { ...results, anew: results.models.map(({ name, settings }) => ({ name, of: success(settings) })) };
    case 'probes':
    case 'examples':
      return results;
  }
}
