/** Which options each call of window.lab has: one that is written otherwise would be left out without a word. */
import { LabError } from '../error';
import type {
  AnalyseOptions,
  CaptureOptions,
  ChooseOptions,
  EvaluateOptions,
  ExportOptions,
  GenerateOptions,
  ImportOptions,
  LensOptions,
  PlayOptions,
  SweepOptions,
} from './types';

/** All names of a type's fields, and no other. */
const names = <O>(all: Record<keyof O, true>): ReadonlySet<string> => new Set(Object.keys(all));

const CAPTURE = { pooling: true, template: true, maxTokens: true, onProgress: true, signal: true } as const;
const SAMPLING = { unit: true, template: true, temperature: true, topP: true, repetitionPenalty: true, maxNewTokens: true } as const;
const WAITED_FOR = { onProgress: true, signal: true } as const;

/** By call. */
const OPTIONS = {
  load: names<{ device: unknown; onProgress: unknown; signal: unknown }>({ device: true, ...WAITED_FOR }),
  loadFolder: names<{ device: unknown; dtype: unknown; graph: unknown; onProgress: unknown; signal: unknown }>({
    device: true,
    dtype: true,
    graph: true,
    ...WAITED_FOR,
  }),
  inspect: names<{ onProgress: unknown; signal: unknown }>(WAITED_FOR),
  capture: names<CaptureOptions>(CAPTURE),
  directions: names<CaptureOptions>(CAPTURE),
  score: names<CaptureOptions>(CAPTURE),
  evaluate: names<EvaluateOptions>({ ...CAPTURE, controls: true, train: true }),
  analyse: names<AnalyseOptions>({
    ...CAPTURE,
    method: true,
    validation: true,
    folds: true,
    controls: true,
    withoutMean: true,
    seed: true,
  }),
  generate: names<GenerateOptions>({
    ...SAMPLING,
    edits: true,
    directions: true,
    layer: true,
    alphas: true,
    seed: true,
    begin: true,
    likely: true,
    onToken: true,
    signal: true,
  }),
  choose: names<ChooseOptions>({ ...WAITED_FOR, directions: true, layer: true, alphas: true, unit: true, edits: true, template: true }),
  sweep: names<SweepOptions>({
    ...SAMPLING,
    ...WAITED_FOR,
    edits: true,
    directions: true,
    layer: true,
    prompts: true,
    strengths: true,
    seeds: true,
    random: true,
    seed: true,
    asking: true,
    readAt: true,
    sides: true,
    damage: true,
  }),
  play: names<PlayOptions>({
    directions: true,
    layer: true,
    unit: true,
    edits: true,
    variant: true,
    seed: true,
    player: true,
    answer: true,
    alpha: true,
    template: true,
    onStep: true,
    signal: true,
  }),
  lens: names<LensOptions>({ layer: true, top: true, signal: true }),
  import: names<ImportOptions>({ layers: true, layer: true, mapping: true }),
  export: names<ExportOptions>({ directions: true, name: true, layer: true, unit: true }),
} as const;

export type CallWithOptions = keyof typeof OPTIONS;

/** Throws `bad-input` for an option that the call does not have. What is no object is told by the call itself. */
export function expectKnown(call: CallWithOptions, given: unknown): void {
  if (typeof given !== 'object' || given === null) return;
  const known = OPTIONS[call];
  const other = Object.keys(given).find((name) => !known.has(name));
  if (other === undefined) return;
  throw new LabError('bad-input', `lab.${call} has no option “${other}”.`, `Its options are ${[...known].sort().join(', ')}.`);
}
