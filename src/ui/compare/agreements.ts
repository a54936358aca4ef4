/** Which scores are held against each other, and what has to be said of each two. Pure. */
import { scoresInCommon } from '../../experiment/compare';
import type { ShownRun } from '../../experiment/shown';
import type { Paired } from '../../lab/report/compare';
import { blockAt } from '../../lab/report/depth';
import { METHOD_NAMES, POOLING_NAMES } from '../run/found-by';
import type { Named } from './named';
import { t } from '../../language/t';

export interface Comparison {
  readonly key: string;
  /** "A and B". */
  readonly between: string;
  /** "12 and 10", or with the reason why these. */
  readonly blocks: string;
  readonly paired: Paired;
  /** Why they have no r, where they have none. */
  readonly unless: string;
  readonly way: string;
}

/** Each two of them at the shown depth, and once more at the blocks that are recommended where both have one. */
export function comparisons(all: readonly Named[], depth: number): Comparison[] {
  return all.flatMap((a, i) =>
    all.slice(i + 1).flatMap((b) => {
      const at = ({ run }: Named): number => blockAt(depth, run.report.layers);
      const [u, v] = [a.run.evidence?.recommended?.layer, b.run.evidence?.recommended?.layer];
      const recommended = u === undefined || v === undefined ? [] : [compared(a, b, [u, v], 'recommended')];
      return [compared(a, b, [at(a), at(b)], 'shown'), ...recommended];
    }),
  );
}

const WHY = { shown: t`shown`, recommended: t`recommended` } as const;

function compared(a: Named, b: Named, [u, v]: readonly [number, number], why: keyof typeof WHY): Comparison {
  const paired = scoresInCommon(a.run, u, b.run, v);
  const n = paired.x.length;
  return {
    key: `${a.run.id} ${b.run.id} ${why}`,
    between: t`${a.letter} and ${b.letter}`,
    blocks: `${WHY[why]}: ${u === v ? u : t`${u} and ${v}`}`,
    paired,
    unless: n < 3 ? t`fewer than three texts in common` : t`the scores do not vary`,
    way: wayOf(a.run, b.run),
  };
}

/** In which ways the two differ: "same pooling", "mean against last token". */
export function wayOf(a: ShownRun, b: ShownRun): string {
  const pooling =
    a.spec.pooling === b.spec.pooling
      ? t`same pooling`
      : t`pooled ${POOLING_NAMES[a.spec.pooling]} against ${POOLING_NAMES[b.spec.pooling]}`;
  const method = a.spec.method === b.spec.method ? [] : [t`${METHOD_NAMES[a.spec.method]} against ${METHOD_NAMES[b.spec.method]}`];
  const mean = a.spec.withoutMean === b.spec.withoutMean ? [] : [t`the mean of neutral texts taken out of one`];
  const template = a.capture.template === b.capture.template ? [] : [t`only one read as chat messages`];
  const cut = a.capture.maxTokens === b.capture.maxTokens ? [] : [t`cut at ${a.capture.maxTokens} against ${b.capture.maxTokens} tokens`];
  return [pooling, ...method, ...mean, ...template, ...cut].join('; ');
}
