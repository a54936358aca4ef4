import type { ShownRun } from '../../experiment/shown';

/** What a run knows of the link between score and rating at a block, as `Correlations.tsx` takes it. */
export const linkOf = ({ report, evidence }: Pick<ShownRun, 'report' | 'evidence'>, layer: number) => ({
  association: report.eia,
  best: report.eiaBest,
  recommended: evidence?.recommended?.layer ?? null,
  layer,
});
