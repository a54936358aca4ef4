/**
 * What version 1 of the lab wrote: one run, one direction, one batch of answers. Read as it was, and told in records. Nothing is lost but
 * what version 1 did not keep: the directions behind answers that outlived their run.
 */
import { decode } from '../formats/codec';
import { decodeScenarioSet } from '../formats/scenario-set';
import type { Claim, RecordedAnalysis } from './analysis';
import type { Answer, Ending } from './answer';
import { expectLength, expectMatrix, expectRows, misfit, type Told } from './misfit';
import type { DirectionsRecord } from './directions';
import { emptyExperiment, type KnownSet, type Recorded } from './experiment';
import type { Reading } from './reading';
import type { ModelStamp } from './stamp';
import { file, type Completion, type File, type Run, type Steered } from './version-1-file';
import { startView } from './view';
import { t } from '../language/t';

const METRICS = ['nPositive', 'nNegative', 'auroc', 'accuracy', 'accuracyMedian', 'separation', 'd'] as const;
const READING = 'version-1';
const ANALYSIS = 'analysis-1';
const DIRECTIONS = 'directions-1';
const LOST = 'directions-2';

/** A version 1 experiment in records. Throws `told.code` with the path in the file as it is. */
export function fromVersion1(value: unknown, told: Told & { readonly whole: string; readonly most: number }): Recorded {
  const old = decode(file, value, told);
  const { layer, capture, steering, seed, completions, steered } = old;
  const shell: Recorded = { ...emptyExperiment(), view: { ...startView(), layer, capture, steering, seed } };
  const ran = old.run ? withRun(shell, old.run, old, told) : shell;
  return steered && completions.length > 0 ? withCompletions(ran, completions, steered, old.model) : ran;
}

function withRun(shell: Recorded, run: Run, old: File, told: Told): Recorded {
  const { model, scenarios, recordedAt, seed } = old;
  if (!scenarios) return misfit(told, 'scenarios', t`an object`, 'null');
  if (!model) return misfit(told, 'model', t`an object`, 'null');
  const known: KnownSet = { hash: scenarios.hash, set: decodeScenarioSet(scenarios.set, `${told.file}: scenarios.set`, told) };
  expectFit(run, known, told);
  const { capture, complete, computed, fromStorage, of, seconds } = run;
  const { layers, width, data, separation, midpoint, norm } = run.directions;
  const texts = 2 * known.set.pairs.length + known.set.scored.length;
  const reading: Reading = {
    id: READING,
    name: null,
    at: recordedAt ?? '',
    model,
    set: known.hash,
    how: { template: capture.template, maxTokens: capture.maxTokens },
    context: null,
    texts: Array.from({ length: texts }, (_, i) => ({ tokens: null, truncated: run.truncated?.[i] ?? false, on: null })),
  };
  const analysis: RecordedAnalysis = {
    id: ANALYSIS,
    at: recordedAt,
    reading: READING,
    spec: { method: 'mean-difference', pooling: capture.pooling, validation: 'split', seed },
    directions: DIRECTIONS,
    scores: run.scores,
    made: { complete, computed, fromStorage, of, seconds },
    evidence: null,
    claims: claimsOf(run),
  };
  const directions: DirectionsRecord = {
    id: DIRECTIONS,
    name: known.set.name,
    origin: { analysis: ANALYSIS, pooling: capture.pooling },
    layers,
    width,
    data,
    scale: { separation, midpoint, norm },
  };
  const view = { ...shell.view, analysis: ANALYSIS };
  return { ...shell, sets: [known], readings: [reading], analyses: [analysis], directions: [directions], view };
}

function expectFit({ directions, scores, metrics }: Run, { set: { pairs, scored } }: KnownSet, told: Told): void {
  const { layers, width, data } = directions;
  expectMatrix(told, 'run.directions.data', layers, width, data);
  for (const name of ['separation', 'midpoint', 'norm'] as const) expectLength(told, `run.directions.${name}`, layers, directions[name]);
  expectRows(told, 'run.scores.positive', [layers, pairs.length], scores.positive);
  expectRows(told, 'run.scores.negative', [layers, pairs.length], scores.negative);
  expectRows(told, 'run.scores.scored', [layers, scored.length], scores.scored);
  metrics.forEach(
    ({ layer }, i) => layer < layers || misfit(told, `run.metrics[${i}].layer`, t`a block of 0 to ${layers - 1}`, `${layer}`),
  );
}

const claimsOf = ({ metrics }: Run): Claim[] =>
  metrics.flatMap((row, i) =>
    METRICS.filter((name) => row[name] !== undefined).map((name) => ({
      path: `run.metrics[${i}].${name}`,
      column: name === 'nPositive' || name === 'nNegative' ? 'pairs' : name,
      layer: row.layer,
      value: row[name] ?? NaN,
    })),
  );

function withCompletions(ran: Recorded, completions: readonly Completion[], under: Steered, stamp: ModelStamp | null): Recorded {
  // Answers outlived their run: along the directions in the file they were pushed only if all that version 1 noted of them agrees.
  const [analysis] = ran.analyses;
  const own = ran.directions[0];
  const kept = own && under.model === stamp?.id && under.scenarios === own.name && under.capture.pooling === analysis?.spec.pooling;
  const lost: DirectionsRecord = {
    id: LOST,
    name: under.scenarios,
    origin: { lost: under.scenarios, pooling: under.capture.pooling },
    layers: 0,
    width: 1,
    data: new Float32Array(),
    scale: null,
  };
  const directions = kept ? own : lost;
  const model = { id: under.model, stamp: under.model === stamp?.id ? stamp : null };
  const answers = completions.map((one, i) => answerOf(one, under, { id: `answer-${i + 1}`, model, directions: directions.id }));
  return {
    ...ran,
    directions: kept ? ran.directions : [...ran.directions, lost],
    answers,
    view: { ...ran.view, answers: answers.map(({ id }) => id) },
  };
}

function answerOf(one: Completion, { at, settings }: Steered, o: Pick<Answer, 'id' | 'model'> & { directions: string }): Answer {
  const { id, model, directions } = o;
  const { prompt, template, band, unit, seed, temperature, topP, repetitionPenalty, maxNewTokens } = settings;
  return {
    id,
    at,
    model,
    messages: [{ role: 'user', content: prompt }],
    template,
    edits: [{ op: 'add', directions, band, amount: one.alpha, unit, when: 'all' }],
    sampling: { temperature, topP, repetitionPenalty, maxNewTokens },
    seed,
    tokens: one.tokens,
    text: one.text,
    reads: { directions, scores: one.scores, unsteered: one.unsteeredScores ?? null },
    coherence: one.coherence,
    ending: endingOf(one, maxNewTokens),
  };
}

/** Files that are older than the field `cut` tell it by their number of tokens. A stopped answer has no coherence. */
function endingOf({ failure, cut, tokens, coherence }: Completion, limit: number): Ending {
  if (failure !== undefined) return { kind: 'failed', reason: failure };
  if (coherence === null) return { kind: 'stopped' };
  return { kind: (cut ?? tokens.length >= limit) ? 'limit' : 'end' };
}
