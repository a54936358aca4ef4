/** Directions as files of other programs: NumPy, safetensors, llama.cpp, Neuronpedia. Pure. */
import { slug } from '../../formats/slug';
import { writeControlVector } from '../../formats/vectors/gguf';
import { writeNeuronpedia } from '../../formats/vectors/neuronpedia';
import { writeNpy } from '../../formats/vectors/npy';
import { OWN } from '../../formats/vectors/own-extras';
import { writeSafetensors } from '../../formats/vectors/safetensors';
import { ALL_BLOCKS } from '../../formats/vectors/steerkit';
import type { Unit } from '../../lab/units';
import { blocksOf, type DirectionsRecord } from '../directions';
import { byId, type Experiment } from '../experiment';
import { analysisOf } from '../fitting';
import { includedName } from '../hub-name';
import { siteNames } from '../site-names';
import type { ModelStamp } from '../stamp';

/** What goes out, and how it is pushed at this moment. */
export interface Outgoing {
  readonly record: DirectionsRecord;
  /** What is known of where they come from; null where it is not. */
  readonly run: {
    /** The id of the set whose texts they were found on: "empathy". */
    readonly set: string;
    readonly model: Pick<ModelStamp, 'id' | 'revision' | 'architecture'>;
    readonly method: string;
    readonly pooling: string;
    readonly template: boolean;
    /** [layer] NaN where it is not defined. */
    readonly auroc: ArrayLike<number> | undefined;
  } | null;
  /** The block that is shown. */
  readonly layer: number;
  readonly band: readonly [number, number];
  readonly unit: Unit;
  readonly alpha: number;
}

/** These directions with what the experiment knows of them, as they would be pushed now. `layer`, `band`: inside their model. */
export function outgoing(record: DirectionsRecord, experiment: Experiment, { layer, band }: Pick<Outgoing, 'layer' | 'band'>): Outgoing {
  const { unit, alpha } = experiment.view.steering;
  const analysis = analysisOf(record, experiment);
  const reading = analysis && byId(experiment.readings, analysis.reading);
  const set = experiment.sets.find(({ hash }) => hash === reading?.set)?.set;
  const run = analysis &&
    reading &&
    set && {
      set: set.id,
      model: reading.model,
      method: analysis.spec.method,
      pooling: analysis.spec.pooling,
      template: reading.how.template,
      auroc: analysis.report.table.auroc,
    };
  return { record, run: run ?? null, layer, band, unit, alpha };
}

/** Methods of the lab as steerkit calls them; others by their own names. */
const STEERKIT: Readonly<Record<string, string>> = { 'mean-difference': 'diff_of_means', logistic: 'logistic' };

/** How long one unit of α is at a block. Directions of a file have the lengths that they had there. */
function lengthAt({ record: { lengths, scale }, unit }: Pick<Outgoing, 'record' | 'unit'>, layer: number): number {
  if (lengths) return lengths[layer] ?? 0;
  return unit === 'raw' ? 1 : (scale?.[unit][layer] ?? 1);
}

const rowAt = ({ width, data }: DirectionsRecord, layer: number, length: number): Float32Array =>
  data.slice(layer * width, (layer + 1) * width).map((value) => value * length);

/** [layers, width]: unit vectors, zeros at a block without one; those of a file as long as they were there. */
export function npyOf(record: DirectionsRecord): Uint8Array<ArrayBuffer> {
  const { layers, width } = record;
  const data = new Float32Array(layers * width);
  for (let layer = 0; layer < layers; layer++) data.set(rowAt(record, layer, record.lengths?.[layer] ?? 1), layer * width);
  return writeNpy({ shape: [layers, width], data });
}

/**
 * NumPy's .npz, an archive of one array [width] for each block that has a direction, under the names that the published files have:
 * "empathy_direction_layer_12". `at`: when it is made.
 */
export async function npzOf({ record, run }: Pick<Outgoing, 'record' | 'run'>, at: Date): Promise<Blob> {
  const { zipOf } = await import('../../formats/zip');
  // The one number in a name is the block.
  const concept = slug((run?.set ?? record.name).replace(/\d+/g, ' '), 'own').replaceAll('-', '_');
  const files = blocksOf(record).map((layer) => {
    const array = { shape: [record.width], data: rowAt(record, layer, record.lengths?.[layer] ?? 1) };
    return { path: `${concept}_direction_layer_${layer}.npy`, blob: new Blob([writeNpy(array)]) };
  });
  return zipOf(files, at);
}

/** All blocks as `directions`, the shown one as steerkit has it, with its metadata; what only the lab knows is in `extras_json`. */
export function safetensorsOf({ record, run, layer }: Pick<Outgoing, 'record' | 'run' | 'layer'>): Uint8Array<ArrayBuffer> {
  const { id, name, layers, width, scale, lengths, origin } = record;
  const method = run ? (STEERKIT[run.method] ?? run.method) : 'direction';
  const all = new Float32Array(layers * width);
  for (let at = 0; at < layers; at++) all.set(rowAt(record, at, lengths?.[at] ?? 1), at * width);
  const auroc = run?.auroc?.[layer];
  const arrays = [
    { name: ALL_BLOCKS, shape: [layers, width], data: all },
    { name: `direction.${method}`, shape: [width], data: rowAt(record, layer, lengths?.[layer] ?? 1) },
  ];
  return writeSafetensors(arrays, {
    schema_version: '1',
    layer: String(layer),
    n_total_layers: String(layers),
    normalized_depth: String(layers > 1 ? layer / (layers - 1) : 0),
    model_id: modelOf({ record, run }) ?? '',
    hook_site: 'resid_post',
    hook_name: siteNames(layer, layers)[0]!,
    default_method: method,
    auto_alpha: String(scale?.separation[layer] ?? 1),
    metrics_json: JSON.stringify(auroc !== undefined && Number.isFinite(auroc) ? { [method]: { auroc } } : {}),
    // A score is w·x + b, and 0 lies between the two classes.
    bias_json: JSON.stringify(scale ? { [method]: -scale.midpoint[layer]! } : {}),
    extras_json: JSON.stringify({ format: OWN, version: 1, id, name, scale, lengths: lengths ?? null, origin, read: run && readAs(run) }),
  });
}

/** The name under which other programs find the model; undefined where nobody knows it. */
const modelOf = ({ record: { origin }, run }: Pick<Outgoing, 'record' | 'run'>): string | undefined =>
  (run && (includedName(run.model) ?? run.model.id)) ?? ('model' in origin ? origin.model : undefined);

const readAs = ({ method, pooling, template }: NonNullable<Outgoing['run']>) => ({ method, pooling, template });

/** A control vector of all blocks but block 0, which llama.cpp has not; as long as one unit of α. */
export function ggufOf({ record, run, unit }: Pick<Outgoing, 'record' | 'run' | 'unit'>): Uint8Array<ArrayBuffer> {
  const rows = blocksOf(record)
    .filter((layer) => layer > 0)
    .map((layer) => [layer, rowAt(record, layer, lengthAt({ record, unit }, layer))] as const);
  return writeControlVector({ model: familyOf(run?.model.architecture ?? '') || null, rows: new Map(rows) });
}

/** "LlamaForCausalLM" → "llama", as GGUF calls it. */
const familyOf = (architecture: string): string => architecture.replace(/(For[A-Z]\w*|LMHeadModel|Model)$/, '').toLowerCase();

/** The push of the page in the words of llama.cpp: each block of the band gets α / blocks. */
export function llamaFlags(file: string, { record, band: [first, last], alpha }: Pick<Outgoing, 'record' | 'band' | 'alpha'>): string {
  const scale = record.lengths ? 1 : alpha / (last - first + 1);
  return `--control-vector-scaled ${file}:${Number(scale.toPrecision(6))} --control-vector-layer-range ${first} ${last}`;
}

/** The vector of the shown block. Its strength to begin with is one class distance, where that is known. */
export const neuronpediaOf = ({ record, run, layer }: Pick<Outgoing, 'record' | 'run' | 'layer'>): string =>
  writeNeuronpedia({
    model: modelOf({ record, run }) ?? null,
    block: layer,
    data: rowAt(record, layer, 1),
    strength: record.scale?.separation[layer] ?? record.lengths?.[layer] ?? 1,
    label: record.name,
  });
