/**
 * Whether the records of an experiment fit each other: every name is one of them, every list as long as what it speaks of, every number
 * one that the lab could have written.
 */
import { shown } from '../formats/shown';
import { LabError } from '../error';
import type { ErrorCode } from '../protocol';
import type { Answer } from './answer';
import type { DirectionsRecord } from './directions';
import { byId, type Recorded } from './experiment';

/** How a misfit is told. */
export interface Told {
  readonly code: ErrorCode;
  readonly hint: string;
  readonly file: string;
}

/** Throws `told.code` with the path, what was expected there and what is there. */
export function misfit({ code, hint, file }: Told, path: string, expected: string, got: string): never {
  throw new LabError(code, `${file}: ${path}: expected ${expected}, got ${got}.`, hint);
}

/** Throws unless the list has so many items. */
export function expectLength(told: Told, path: string, length: number, items: { readonly length: number }): void {
  if (items.length !== length) misfit(told, path, `a list of ${length}`, `${items.length} items`);
}

/** Throws unless the table is [layer][text]. */
export function expectRows(
  told: Told,
  path: string,
  [layers, texts]: readonly [number, number],
  rows: readonly (readonly unknown[])[],
): void {
  expectLength(told, path, layers, rows);
  rows.forEach((row, layer) => expectLength(told, `${path}[${layer}]`, texts, row));
}

/** Throws unless the numbers are [layers, width]. */
export function expectMatrix(told: Told, path: string, layers: number, width: number, data: Float32Array): void {
  if (data.length !== layers * width) misfit(told, path, `${layers} × ${width} numbers`, `${data.length}`);
}

/** A norm may differ from 1 by as much as 16-bit numbers do. */
const UNIT = 1e-3;

/** Throws unless each block has a direction of length 1, or none: zeros. */
function expectUnit(told: Told, path: string, { layers, width, data }: DirectionsRecord): void {
  for (let layer = 0; layer < layers; layer++) {
    const norm = Math.sqrt(data.subarray(layer * width, (layer + 1) * width).reduce((sum, x) => sum + x * x, 0));
    if (norm === 0 || Math.abs(norm - 1) <= UNIT) continue;
    misfit(told, path, `a direction of length 1 at block ${layer}, or zeros`, `one of length ${norm}`);
  }
}

/** Throws for what `lab.generate` would not have taken. */
function expectSampling(told: Told, path: string, { temperature, topP, repetitionPenalty }: Answer['sampling']): void {
  if (temperature < 0) misfit(told, `${path}.temperature`, 'a number of at least 0', `${temperature}`);
  if (topP <= 0 || topP > 1) misfit(told, `${path}.topP`, 'a number above 0 and at most 1', `${topP}`);
  if (repetitionPenalty <= 0) misfit(told, `${path}.repetitionPenalty`, 'a number above 0', `${repetitionPenalty}`);
}

/** The experiment itself. Throws `told.code` at the first record that does not fit. */
export function expectWhole(experiment: Recorded, told: Told): Recorded {
  const { sets, readings, analyses, directions, answers, ratings, view } = experiment;
  /** Throws unless `found` is there. */
  const named = <T>(found: T | undefined, path: string, what: string, name: string): T =>
    found ?? misfit(told, path, `the name of ${what} in this file`, shown(name));
  const knownDirections = (name: string, path: string) => named(byId(directions, name), path, 'directions', name);
  const setOf = (hash: string, path: string) =>
    named(
      sets.find((one) => one.hash === hash),
      path,
      'a set',
      hash,
    ).set;

  for (const [name, records] of Object.entries({ readings, analyses, directions, answers, choices: experiment.choices })) {
    const ids = records.map(({ id }) => id);
    const twice = ids.findIndex((id, i) => ids.indexOf(id) !== i);
    if (twice >= 0) misfit(told, `${name}[${twice}].id`, 'an id of its own', shown(ids[twice]));
  }
  directions.forEach((record, i) => {
    const { layers, width, data, scale, origin } = record;
    expectMatrix(told, `directions[${i}].data`, layers, width, data);
    expectUnit(told, `directions[${i}].data`, record);
    // The analysis itself may have been taken out since.
    if ('analysis' in origin && !/^analysis-[\w-]+$/.test(origin.analysis))
      misfit(told, `directions[${i}].origin.analysis`, 'the name of an analysis', shown(origin.analysis));
    for (const [name, values] of Object.entries(scale ?? {})) expectLength(told, `directions[${i}].scale.${name}`, layers, values);
  });
  readings.forEach(({ set, texts }, i) => {
    const { pairs, scored } = setOf(set, `readings[${i}].set`);
    expectLength(told, `readings[${i}].texts`, 2 * pairs.length + scored.length, texts);
  });
  analyses.forEach((analysis, i) => {
    const path = `analyses[${i}]`;
    const reading = named(byId(readings, analysis.reading), `${path}.reading`, 'a reading', analysis.reading);
    const { layers } = knownDirections(analysis.directions, `${path}.directions`);
    if (layers !== reading.model.layers) misfit(told, `${path}.directions`, `directions of ${reading.model.layers} layers`, `${layers}`);
    const { pairs, scored } = setOf(reading.set, `${path}.reading`);
    expectRows(told, `${path}.scores.positive`, [layers, pairs.length], analysis.scores.positive);
    expectRows(told, `${path}.scores.negative`, [layers, pairs.length], analysis.scores.negative);
    expectRows(told, `${path}.scores.scored`, [layers, scored.length], analysis.scores.scored);
    for (const [name, values] of Object.entries(analysis.evidence?.table ?? {})) {
      expectLength(told, `${path}.evidence.table.${name}`, layers, values);
      const least = name === 'agreement' || name === 'selectivity' ? -1 : 0;
      values.forEach((value, layer) => {
        if (value < least || value > 1) misfit(told, `${path}.evidence.table.${name}[${layer}]`, `a number from ${least} to 1`, `${value}`);
      });
    }
    const { recommended = null } = analysis.evidence ?? {};
    if (recommended) {
      const { layer, band } = recommended;
      if (layer >= layers) misfit(told, `${path}.evidence.recommended.layer`, `a block below ${layers}`, `${layer}`);
      if (band[0] > band[1] || band[1] >= layers)
        misfit(told, `${path}.evidence.recommended.band`, `first and last block, below ${layers}`, band.join('-'));
    }
    analysis.evidence?.apart.forEach(({ texts, scores }, j) =>
      expectRows(told, `${path}.evidence.apart[${j}].scores`, [layers, texts.length], scores),
    );
    analysis.evidence?.methods?.forEach(({ cosine }, j) => {
      expectLength(told, `${path}.evidence.methods[${j}].cosine`, layers, cosine);
      const wrong = cosine.findIndex((value) => value < -1 || value > 1);
      if (wrong >= 0) misfit(told, `${path}.evidence.methods[${j}].cosine[${wrong}]`, 'a number from -1 to 1', `${cosine[wrong]}`);
    });
    analysis.evidence?.groups.forEach(({ auroc }, j) => {
      expectLength(told, `${path}.evidence.groups[${j}].auroc`, layers, auroc);
      const wrong = auroc.findIndex((value) => value < 0 || value > 1);
      if (wrong >= 0) misfit(told, `${path}.evidence.groups[${j}].auroc[${wrong}]`, 'a number from 0 to 1', `${auroc[wrong]}`);
    });
  });
  answers.forEach(({ edits, reads, sampling }, i) => {
    expectSampling(told, `answers[${i}].sampling`, sampling);
    edits.forEach((edit, j) => knownDirections(edit.directions, `answers[${i}].edits[${j}].directions`));
    if (!reads) return;
    const { layers } = knownDirections(reads.directions, `answers[${i}].reads.directions`);
    // Version 1 did not keep all directions: of those that it lost there are no layers.
    if (layers > 0) reads.scores.forEach((token, j) => expectLength(told, `answers[${i}].reads.scores[${j}]`, layers, token));
  });
  const rated = new Set([...answers, ...sets.flatMap(({ set }) => set.scored)].map(({ id }) => id));
  ratings.forEach(({ of }, i) => {
    if (!rated.has(of)) misfit(told, `ratings[${i}].of`, 'the name of an answer or of a scored text in this file', shown(of));
  });
  if (view.analysis !== null) named(byId(analyses, view.analysis), 'view.analysis', 'an analysis', view.analysis);
  view.answers.forEach((name, i) => named(byId(answers, name), `view.answers[${i}]`, 'an answer', name));
  return experiment;
}
