/** What was computed from a reading in one way: scores of its texts along the directions found, and all that the scores tell. */
import * as v from 'valibot';
import { METHODS } from '../lab/readers/method';
import type { Report } from '../lab/report/report';
import { POOLINGS } from './capture';
import { contentId } from './content-id';
import { evidence } from './evidence';
import { finite, flag, is, list, oneOf, record, whole, seed } from '../formats/schemas';
import { FOLDS } from '../lab/folds';
import { id, measured, moment } from './fields';
import { t } from '../language/t';

export { FOLDS };

const rows = list(list(measured));

/** Projections on the direction of each layer; NaN where a text has not been read (yet). */
const scores = record({
  /** [layer][pair], in the order of the set's pairs; of texts without partners [layer][text of the class]. */
  positive: rows,
  negative: rows,
  /** [layer][scored text]. */
  scored: rows,
});
export type Scores = v.InferOutput<typeof scores>;

/** In which way. Two analyses of one reading with the same of these are the same analysis. */
const spec = record({
  method: oneOf(...METHODS),
  pooling: oneOf(...POOLINGS),
  validation: v.literal('split'),
  seed,
  /** Present where the mean of neutral texts was taken out of the directions: v' = v − (v·m̂)m̂. */
  withoutMean: v.exactOptional(v.literal(true, t`true, or nothing`)),
  /** Parts of the k-fold; absent for `FOLDS.standard`, so that names of before hold. */
  folds: v.exactOptional(
    is<number>(
      t`a whole number of at least ${FOLDS.min} other than ${FOLDS.standard}, or nothing`,
      (x) => Number.isInteger(x) && (x as number) >= FOLDS.min && x !== FOLDS.standard,
    ),
  ),
});
export type Spec = v.InferOutput<typeof spec>;

/** The part of a spec that says in how many parts pairs are held out. */
export const foldsIn = (folds: number): Pick<Spec, 'folds'> => (folds === FOLDS.standard ? {} : { folds });

/** The id that its reading and its spec give to an analysis. */
export function analysisId(reading: string, { method, pooling, validation, seed, withoutMean, folds }: Spec): string {
  // The order of the fields is that of every file so far: another order would be another id.
  const ordered = { method, pooling, validation, seed, ...(withoutMean && { withoutMean }), ...(folds !== undefined && { folds }) };
  return contentId('analysis', reading, JSON.stringify(ordered));
}
/** The id of an analysis that is not whole, beside the whole one of the same spec. */
export const partOf = (whole: string): string => `${whole}-part`;

/** How far it came, and what it cost. */
const made = record({
  /** Every text was read. */
  complete: flag,
  /** Texts that the model read for it, texts that came from this browser's storage, and texts of the set. */
  computed: whole,
  fromStorage: whole,
  of: whole,
  seconds: finite,
});
export type Made = v.InferOutput<typeof made>;

const entries = {
  id,
  /** ISO 8601, when it was finished or stopped; null while texts arrive. */
  at: v.nullable(moment),
  reading: id,
  spec,
  directions: id,
  scores,
  made,
  /** null where it has not been gathered (yet). Files of before have none. */
  evidence: v.optional(v.nullable(evidence), null),
};

const column = list(measured);
/** Columns that every file states, and every version derives alike. */
const ALIKE = ['auroc', 'accuracy', 'accuracyMedian', 'separation'] as const;
/** Columns that a file may lack: of the table, and of the correlations with ratings; of these without words, whose count has changed. */
const ALIKE_TOO = ['pairsRight', 'd'] as const;
const ALIKE_EIA = ['eiaR', 'eiaP', 'eiaRho', 'eiaRhoP'] as const;

/** One figure that a file states: `path` in the file; `column` of the report at a layer, or a count of pairs or texts to test with. */
export interface Claim {
  readonly path: string;
  readonly column: 'pairs' | 'positives' | 'negatives' | (typeof ALIKE)[number] | (typeof ALIKE_TOO)[number] | (typeof ALIKE_EIA)[number];
  readonly layer: number;
  readonly value: number;
}

const where = v.exactOptional(column);
/** What a version 2 file states of the report. The lab compares what every version derives alike; the rest is made anew. */
const stated = record({
  /** One of the two. */
  pairs: v.exactOptional(whole),
  texts: v.exactOptional(record({ positive: whole, negative: whole })),
  table: record({ auroc: column, accuracy: column, accuracyMedian: column, separation: column, pairsRight: where, d: where }),
  eia: v.exactOptional(v.nullable(record({ table: record({ eiaR: where, eiaP: where, eiaRho: where, eiaRhoP: where }) }))),
});

/** The figures that are compared. `path`: of the analysis in the file. */
export function claimsOf({ pairs, texts, table, eia }: v.InferOutput<typeof stated>, path: string): Claim[] {
  const each = (values: readonly number[] | undefined, column: Claim['column'], place: string): Claim[] =>
    (values ?? []).map((value, layer) => ({ path: `${path}.report.${place}.${column}[${layer}]`, column, layer, value }));
  return [
    ...(pairs === undefined ? [] : [{ path: `${path}.report.pairs`, column: 'pairs' as const, layer: 0, value: pairs }]),
    ...(texts
      ? (['positive', 'negative'] as const).map((side): Claim => ({
          path: `${path}.report.texts.${side}`,
          column: `${side}s`,
          layer: 0,
          value: texts[side],
        }))
      : []),
    ...[...ALIKE, ...ALIKE_TOO].flatMap((column) => each(table[column], column, 'table')),
    ...ALIKE_EIA.flatMap((column) => each(eia?.table[column], column, 'eia.table')),
  ];
}

export const writtenAnalysis = record({ ...entries, report: v.optional(stated) });
/** An analysis as a file has it. */
type WrittenAnalysis = v.InferOutput<typeof writtenAnalysis>;

/** An analysis without what follows from its scores. */
export type RecordedAnalysis = Omit<WrittenAnalysis, 'report'> & { readonly claims: readonly Claim[] };
/**
 * `report`: all that the scores tell, from `report()` of src/lab; made anew when a file is opened. Intervals are NaN while texts arrive.
 */
export type Analysis = Omit<WrittenAnalysis, 'report'> & { readonly report: Report };
