/**
 * The evidence beside an analysis as a file has it. What follows from the file alone is compared (expect-evidence.ts and
 * src/experiment/remeasure.ts). For the rest a file has no residuals: it is read as it was written.
 */
import * as v from 'valibot';
import { METHODS } from '../lab/readers/method';
import { EVIDENCE, type Evidence, type EvidenceColumn, type LeftOut } from '../lab/report/evidence';
import { also, inside, list, oneOf, record, text, whole, seed } from '../formats/schemas';
import { band, measured } from './fields';
import { t } from '../language/t';

const column = v.pipe(
  list(measured),
  v.transform((values): Float64Array => Float64Array.from(values)),
);
const columns = Object.fromEntries(EVIDENCE.map((name) => [name, v.exactOptional(column)])) as Record<
  EvidenceColumn,
  v.ExactOptionalSchema<typeof column, undefined>
>;

/** Pairs, or texts of each class: one of the two. */
const leftOut = v.pipe(
  record({
    group: text,
    pairs: v.exactOptional(whole),
    texts: v.exactOptional(record({ positive: whole, negative: whole })),
    auroc: list(measured),
  }),
  also((value, report) => {
    const [pairs, texts] = [inside(value, ['pairs']), inside(value, ['texts'])];
    if ((pairs === undefined) === (texts === undefined)) report(['pairs'], t`a number of pairs, or texts of each class in its place`);
  }),
  v.transform(({ group, pairs, texts, auroc }): LeftOut => (texts ? { group, texts, auroc } : { group, pairs: pairs ?? 0, auroc })),
);

export const evidence = record({
  seed,
  table: record(columns),
  groups: list(leftOut),
  apart: v.optional(list(record({ name: text, texts: list(text), scores: list(list(measured)) })), []),
  methods: v.exactOptional(list(record({ a: oneOf(...METHODS), b: oneOf(...METHODS), cosine: list(measured) }))),
  recommended: v.nullable(record({ layer: whole, band, reason: text })),
  unrecommended: v.nullable(text),
  missing: list(text),
}) satisfies v.GenericSchema<unknown, Evidence>;
