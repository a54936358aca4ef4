/** How directions were found, in words: what poolings and methods are called on the page. Pure. */
import type { Method } from '../../lab/readers/method';
import { FOLDS, type Spec } from '../../experiment/analysis';
import type { KeptPooling } from '../../experiment/capture';
import type { DirectionsRecord } from '../../experiment/directions';
import { byId, type Experiment } from '../../experiment/experiment';
import type { ShownRun } from '../../experiment/shown';
import { startView } from '../../experiment/view';
import { brief } from '../parts/format';
import { t } from '../../language/t';

export const POOLING_NAMES: Record<KeptPooling, string> = {
  'mean-rest': t`mean, no first`,
  mean: t`mean`,
  last: t`last token`,
  'last-4': t`last 4`,
  'last-16': t`last 16`,
  answer: t`answer only`,
};
export const METHOD_NAMES: Record<Method, string> = {
  'mean-difference': t`mean difference`,
  pca: t`PCA of differences`,
  lda: 'LDA',
  logistic: t`logistic regression`,
};
/** What is said of directions without the mean of neutral texts. */
export const MEAN_OUT = t`mean taken out`;

const SEED = startView().seed;

/** All that figures hang on beside model, texts and labels. What is left out is not known, or does not bear on them. */
type FoundBy = Pick<Spec, 'method' | 'pooling'> &
  Partial<Pick<Spec, 'seed' | 'folds' | 'withoutMean'>> & {
    /** The texts were read as chat messages. */
    readonly template?: boolean;
  };

/** What is not as it is unless somebody chooses otherwise; texts read as they are and a mean that stays in are. */
export const unusual = ({
  template = false,
  withoutMean,
  seed = SEED,
  folds = FOLDS.standard,
}: Omit<FoundBy, 'method' | 'pooling'>): string[] =>
  [
    template ? t`read as chat messages` : '',
    withoutMean ? MEAN_OUT : '',
    seed === SEED ? '' : t`seed ${seed}`,
    folds === FOLDS.standard ? '' : t`${folds} folds`,
  ].filter(Boolean);

/**
 * How directions were found, for the line at the foot of a figure: "mean difference, pooling “mean, no first”, read as chat messages, mean
 * taken out, seed 7, 3 folds".
 */
export const foundText = ({ method, pooling, ...rest }: FoundBy): string =>
  [METHOD_NAMES[method], t`pooling “${POOLING_NAMES[pooling]}”`, ...unusual(rest)].join(', ');

/** The same of the directions of an analysis alone: neither seed nor folds bear on them, and their name says whether the mean is out. */
export const foundBy = ({ spec: { method, pooling }, capture: { template } }: Pick<ShownRun, 'spec' | 'capture'>): string =>
  foundText({ method, pooling, template });

/** The same of directions as a record has them; '' where nothing is known of how they were found. */
export function foundOf({ origin }: DirectionsRecord, { analyses, readings }: Pick<Experiment, 'analyses' | 'readings'>): string {
  if ('file' in origin) return t`from “${brief(origin.file, 40)}”`;
  const analysis = 'analysis' in origin ? byId(analyses, origin.analysis) : undefined;
  // Who takes an analysis out keeps what was pushed along its directions.
  if (!analysis) return origin.pooling ? t`pooling “${POOLING_NAMES[origin.pooling]}”` : '';
  const { method, pooling } = analysis.spec;
  return foundText({ method, pooling, template: byId(readings, analysis.reading)?.how.template ?? false });
}
