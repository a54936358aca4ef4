/**
 * The result files of the published repository (juancadile/empathy-probes), told apart by what is in them and not by their names. This file
 * is their format: what is taken of each, and what the lab calls it. Sentences of models are read and bounded, and none is interpreted.
 */
import type * as v from 'valibot';
import { bytes as inWords } from '../count';
import { LabError } from '../error';
import { decode } from './codec';
import { parseJson } from './json';
import { correlation, examples, models, MOST, random, steering, validation } from './paper-schemas';
import { inside } from './schemas';
import { shown } from './shown';
import { t } from '../language/t';

const SHAPES = {
  'validation_auroc.json': 'layer_results',
  'all_models_results.json': t`models, each with layers`,
  'eia_correlation.json': 'pearson_correlation',
  'random_baseline_proper.json': 'random_baseline',
  'detailed_analysis.json': 'analyses',
  'steering_examples.json': 'experiments',
} as const;

/** The files that are read, by the names they were published under. */
export const PAPER_FILES = Object.keys(SHAPES) as (keyof typeof SHAPES)[]; // A cast, because Object.keys promises no more than strings.

/** How well a layer tells the test texts apart. */
export interface ProbeLayer {
  readonly layer: number;
  readonly auroc: number;
  /** Shares from 0 to 1. */
  readonly accuracy: number;
  /** Difference of the mean scores of the two classes. */
  readonly separation: number;
}

/** A layer and a scenario that were steered at several strengths. */
export interface SteeredAt {
  readonly layer: number;
  readonly scenario: string;
  /** `coherent`, `empathic`: shares of the samples, as the repository's own word lists judged them. */
  readonly conditions: readonly {
    readonly alpha: number;
    readonly samples: number;
    readonly coherent: number;
    readonly empathic: number;
  }[];
}

/** What a result file says. */
export type PaperResults =
  | { readonly kind: 'probes'; readonly models: readonly { readonly name: string; readonly layers: readonly ProbeLayer[] }[] }
  | {
      readonly kind: 'correlation';
      readonly layer: number;
      /** As the file states them. */
      readonly pearson: number;
      readonly pearsonP: number;
      readonly spearman: number;
      readonly spearmanP: number;
      /** 0 against 2, a share. */
      readonly accuracy: number;
      readonly texts: readonly { readonly scenario: string; readonly rating: number; readonly score: number }[];
    }
  | { readonly kind: 'random'; readonly layer: number; readonly auroc: number; readonly random: readonly number[] }
  | { readonly kind: 'steering'; readonly models: readonly { readonly name: string; readonly settings: readonly SteeredAt[] }[] }
  | {
      readonly kind: 'examples';
      readonly layer: number;
      readonly scenarios: readonly { readonly scenario: string; readonly alphas: readonly number[] }[];
    };

const hint = t`Open result files as they lie in the published repository: ${PAPER_FILES.join(', ')}. They are told by their fields, whatever they are called.`;
const what = t`a result file of the paper`;
const shape = t`one object with the fields of one of its result files`;

/**
 * What the result file in `json` says, with unknown fields dropped. `file` names the source in messages.
 * Throws LabError `paper-not-json` (src/formats/json.ts) or `paper-invalid`: all problems, the first ten spelt out, each with its path and
 * its value.
 */
export function parsePaperResults(json: string, file: string): PaperResults {
  tooLarge(json.length, file);
  return decodePaperResults(parseJson(json, file, { what, shape, code: 'paper-not-json', hint }), file);
}

/** Throws LabError `paper-invalid` for a file of more bytes than any of these has: asked before it is read. */
export function tooLarge(bytes: number, file: string): void {
  if (bytes <= MOST.bytes) return;
  throw new LabError('paper-invalid', t`${file}: more than ${inWords(MOST.bytes)}, the most that a result file of the paper has.`, hint);
}

/** What `value` says. Throws LabError `paper-invalid`, as `parsePaperResults`. */
export function decodePaperResults(value: unknown, file: string): PaperResults {
  const by = <const S extends v.GenericSchema>(schema: S): v.InferOutput<S> => decode(schema, value, { file, code: 'paper-invalid', hint });
  const has = (...names: string[]): boolean => names.some((name) => inside(value, [name]) !== undefined);
  if (has('analyses')) return steeringOf(by(steering));
  if (has('layer_results'))
    return { kind: 'probes', models: [{ name: t`not named in the file`, layers: byLayer(Object.values(by(validation).layer_results)) }] };
  if (has('pearson_correlation')) return correlationOf(by(correlation));
  if (has('random_baseline')) {
    const { layer, empathy_probe, random_baseline } = by(random);
    return { kind: 'random', layer, auroc: empathy_probe.auroc, random: random_baseline.all_aurocs };
  }
  if (has('experiments', 'target_layer')) {
    const { target_layer, experiments } = by(examples);
    const scenarios = experiments.map(({ scenario, steered_completions }) => ({
      scenario,
      alphas: steered_completions.map(({ alpha }) => alpha),
    }));
    return { kind: 'examples', layer: target_layer, scenarios };
  }
  if (holdsModels(value))
    return {
      kind: 'probes',
      models: Object.values(by(models)).map(({ model, layers }) => ({
        name: model,
        layers: byLayer(Object.entries(layers).map(([layer, numbers]) => ({ layer: Number(layer), ...numbers }))),
      })),
    };
  const known = Object.entries(SHAPES).map(([name, fields]) => `${fields} (${name})`);
  throw new LabError('paper-invalid', t`${file}: expected one of ${known.join(', ')}, got ${shown(value)}`, hint);
}

/** Models by name, each with its layers. */
const holdsModels = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).some((one: unknown) => inside(one, ['layers']) !== undefined);

const byLayer = (layers: readonly ProbeLayer[]): ProbeLayer[] => layers.toSorted((one, other) => one.layer - other.layer);

const correlationOf = (file: v.InferOutput<typeof correlation>): PaperResults => ({
  kind: 'correlation',
  layer: file.layer_used,
  pearson: file.pearson_correlation,
  pearsonP: file.pearson_p_value,
  spearman: file.spearman_correlation,
  spearmanP: file.spearman_p_value,
  accuracy: file.binary_accuracy,
  texts: file.detailed_results.map(({ scenario, true_score, probe_score }) => ({ scenario, rating: true_score, score: probe_score })),
});

const steeringOf = ({ analyses }: v.InferOutput<typeof steering>): PaperResults => ({
  kind: 'steering',
  models: Object.values(analyses).map(({ model, layer_analyses }) => ({
    name: model,
    settings: layer_analyses.flatMap(({ layer, detailed_analysis }) =>
      Object.entries(detailed_analysis.scenarios).map(([scenario, { conditions }]) => ({
        layer,
        scenario,
        conditions: conditions.map(({ alpha, num_samples, coherent_rate, empathetic_language_rate }) => ({
          alpha,
          samples: num_samples,
          coherent: coherent_rate,
          empathic: empathetic_language_rate,
        })),
      })),
    ),
  })),
});
