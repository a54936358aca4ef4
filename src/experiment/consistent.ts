/**
 * Whether the records of an experiment fit each other: every name is one of them, every list as long as what it speaks of, every number
 * one that the lab could have written.
 */
import { count } from '../count';
import { shown } from '../formats/shown';
import { contrastOf, isPaired, sidesOf } from '../lab/contrast';
import { FURTHEST } from '../lab/overflow';
import { analysisId, partOf, type RecordedAnalysis } from './analysis';
import { isContentId } from './content-id';
import { directionsId, type DirectionsRecord } from './directions';
import { expectAnswer, expectEdits, expectChoice, expectDamage } from './expect-answer';
import { expectTurns } from './expect-chat';
import { expectEvidence } from './expect-evidence';
import { expectPlay } from './expect-play';
import { expectProjection, mostAt } from './expect-range';
import { expectReadout } from './expect-readout';
import { expectTrainTest } from './expect-train-test';
import { byId, type KnownSet, type Recorded } from './experiment';
import { expectBand, expectBetween, expectLength, expectMatrix, expectRows, misfit, type Told } from './misfit';
import type { Reading } from './reading';
import { planTexts } from './text-plan';
import { viewWithin } from './view-limits';
import { t } from '../language/t';

/** A norm may differ from 1 by as much as 16-bit numbers do. */
const UNIT = 1e-3;

/** No run takes so many seconds. */
const YEAR = 366 * 86_400;

/** Throws unless each block has a direction of length 1, or none: zeros. */
function expectUnit(told: Told, path: string, { layers, width, data }: DirectionsRecord): void {
  for (let layer = 0; layer < layers; layer++) {
    const norm = Math.sqrt(data.subarray(layer * width, (layer + 1) * width).reduce((sum, x) => sum + x * x, 0));
    if (norm === 0 || Math.abs(norm - 1) <= UNIT) continue;
    misfit(told, path, t`a direction of length 1 at block ${layer}, or zeros`, t`one of length ${norm}`);
  }
}

/**
 * Throws unless every text of the set has its record, and none has more tokens than were read of a text. A text that was cut has exactly
 * as many.
 */
function expectReading(told: Told, path: string, { name, set, model, how, context, texts }: Reading, known: KnownSet['set']): void {
  expectLength(told, `${path}.texts`, planTexts(known).texts.length, texts);
  const most = Math.min(how.maxTokens, context ?? Infinity);
  texts.forEach(({ tokens, truncated }, i) => {
    if (tokens === null || (tokens > 0 && tokens <= most && !(truncated && tokens < most))) return;
    misfit(told, `${path}.texts[${i}].tokens`, truncated ? t`${most} tokens of a text that was cut` : t`1 to ${most} tokens`, `${tokens}`);
  });
  if (name !== null && !isNameOf(name, model.graphHash, set))
    misfit(told, `${path}.name`, t`the name of a reading of this record's model and set`, shown(name));
}

/** Whether this browser would keep a reading of that graph and set under such a name: see `readingName` of src/storage/names.ts. */
function isNameOf(name: string, graphHash: string, set: string): boolean {
  const [before, after] = [`,${JSON.stringify(graphHash)},${JSON.stringify(set)},"`, '"]'];
  const at = name.indexOf(before);
  return /^\[\d+$/.test(name.slice(0, at)) && /^[0-9a-f]*"\]$/.test(name.slice(at + before.length)) && name.endsWith(after);
}

/** Throws unless what was read adds up, and the scores of a finished analysis are all there, block by block. */
function expectMade(told: Told, path: string, { made, scores }: RecordedAnalysis, texts: number): void {
  const { complete, computed, fromStorage, of, seconds } = made;
  if (of !== texts) misfit(told, `${path}.made.of`, t`${texts}, the texts of its set`, `${of}`);
  if (computed + fromStorage > of)
    misfit(told, `${path}.made`, t`at most ${of} texts read and from storage together`, `${computed + fromStorage}`);
  if (seconds < 0) misfit(told, `${path}.made.seconds`, t`a number of at least 0`, `${seconds}`);
  if (seconds > YEAR) misfit(told, `${path}.made.seconds`, t`a number of at most ${YEAR}, a year`, `${seconds}`);
  if (!complete) return;
  scores.positive.forEach((positive, layer) => {
    const row = [...positive, ...scores.negative[layer]!, ...scores.scored[layer]!];
    const missing = row.filter(Number.isNaN).length;
    // A block at which the two kinds of text read the same has no direction, and so no score at all.
    if (missing > 0 && missing < row.length)
      misfit(told, `${path}.scores`, t`a score of every text at block ${layer}, for every text was read`, t`${missing} without`);
  });
}

/** Throws unless an id that has the form of a content id is the one that name, scale and numbers give. */
function expectOwnId(told: Told, path: string, record: DirectionsRecord): void {
  const own = directionsId(record);
  if (!isContentId('directions', record.id) || record.id === own) return;
  misfit(
    told,
    `${path}.id`,
    t`"${own}", the id that name, scale and numbers give`,
    t`${shown(record.id)}, which does not belong to these numbers`,
  );
}

/** The same of an analysis, whose id is made of its reading and its spec. */
function expectSpecId(told: Told, path: string, { id, reading, spec }: RecordedAnalysis): void {
  const own = analysisId(reading, spec);
  if (!isContentId('analysis', id.replace(/-part$/, '')) || id === own || id === partOf(own)) return;
  misfit(told, `${path}.id`, t`"${own}", the id that reading and spec give`, t`${shown(id)}, which does not belong to this spec`);
}

/** The experiment, its view inside the limits. Throws `told.code` at the first record that does not fit. */
export function expectWhole(experiment: Recorded, told: Told): Recorded {
  const { sets, readings, analyses, directions, answers, choices, damages, ratings, matrices, readouts, games, plays, view } = experiment;
  /** Throws unless `found` is there. */
  const named = <T>(found: T | undefined, path: string, what: string, name: string): T =>
    found ?? misfit(told, path, t`the name of ${what} in this file`, shown(name));
  const knownDirections = (name: string, path: string) => named(byId(directions, name), path, 'directions', name);
  const setOf = (hash: string, path: string) =>
    named(
      sets.find((one) => one.hash === hash),
      path,
      t`a set`,
      hash,
    ).set;

  for (const [name, records] of Object.entries({
    readings,
    analyses,
    directions,
    answers,
    choices,
    damages,
    matrices,
    readouts,
    games,
    plays,
  })) {
    const ids = records.map(({ id }) => id);
    const twice = ids.findIndex((id, i) => ids.indexOf(id) !== i);
    if (twice >= 0) misfit(told, `${name}[${twice}].id`, t`an id of its own`, shown(ids[twice]));
  }
  directions.forEach((record, i) => {
    const { layers, width, data, scale, origin, lengths } = record;
    expectMatrix(told, `directions[${i}].data`, layers, width, data);
    expectUnit(told, `directions[${i}].data`, record);
    // The analysis itself may have been taken out since.
    if ('analysis' in origin && !/^analysis-[\w-]+$/.test(origin.analysis))
      misfit(told, `directions[${i}].origin.analysis`, t`the name of an analysis`, shown(origin.analysis));
    if (lengths) {
      expectLength(told, `directions[${i}].lengths`, layers, lengths);
      expectBetween(told, `directions[${i}].lengths`, [0, Infinity], lengths);
    }
    for (const [name, values] of Object.entries(scale ?? {})) expectLength(told, `directions[${i}].scale.${name}`, layers, values);
    if (scale) expectBetween(told, `directions[${i}].scale.norm`, [0, FURTHEST.float32], scale.norm);
    expectOwnId(told, `directions[${i}]`, record);
  });
  readings.forEach((reading, i) => expectReading(told, `readings[${i}]`, reading, setOf(reading.set, `readings[${i}].set`)));
  analyses.forEach((analysis, i) => {
    const path = `analyses[${i}]`;
    const reading = named(byId(readings, analysis.reading), `${path}.reading`, t`a reading`, analysis.reading);
    expectSpecId(told, path, analysis);
    const along = knownDirections(analysis.directions, `${path}.directions`);
    const { layers, width } = along;
    const { model } = reading;
    if (layers !== model.layers || width !== model.width)
      misfit(told, `${path}.directions`, t`directions of ${model.layers} layers × ${model.width}`, `${layers} × ${width}`);
    const set = setOf(reading.set, `${path}.reading`);
    const contrast = contrastOf(set);
    if (analysis.spec.method === 'pca' && !isPaired(contrast))
      misfit(told, `${path}.spec.method`, t`another method, for the texts of its set do not come in pairs`, '"pca"');
    const { positive, negative } = sidesOf(contrast);
    expectRows(told, `${path}.scores.positive`, [layers, positive.length], analysis.scores.positive);
    expectRows(told, `${path}.scores.negative`, [layers, negative.length], analysis.scores.negative);
    expectRows(told, `${path}.scores.scored`, [layers, set.scored.length], analysis.scores.scored);
    expectMade(told, path, analysis, reading.texts.length);
    const most = mostAt(along, []);
    for (const side of ['positive', 'negative', 'scored'] as const)
      analysis.scores[side].forEach((row, layer) =>
        row.forEach((score, i) => expectProjection(told, `${path}.scores.${side}[${layer}][${i}]`, score, layer, most)),
      );
    if (analysis.evidence) expectEvidence(told, `${path}.evidence`, analysis.evidence, { layers, set, seed: analysis.spec.seed });
  });
  answers.forEach((one, i) => expectAnswer(told, `answers[${i}]`, one, knownDirections));
  choices.forEach((one, i) => expectChoice(told, `choices[${i}]`, one, knownDirections));
  damages.forEach((one, i) => {
    const path = `damages[${i}]`;
    expectDamage(told, path, one, named(byId(answers, one.answer), `${path}.answer`, t`an answer`, one.answer), knownDirections);
  });
  matrices.forEach((one, i) => expectTrainTest(told, `matrices[${i}]`, one));
  readouts.forEach((one, i) => expectReadout(told, `readouts[${i}]`, one, knownDirections(one.directions, `readouts[${i}].directions`)));
  plays.forEach((one, i) => {
    const path = `plays[${i}]`;
    if (one.from) named(byId(plays, one.from.play), `${path}.from.play`, t`a game that was played`, one.from.play);
    expectPlay(told, path, one, named(byId(games, one.game), `${path}.game`, t`a game`, one.game).game, knownDirections);
  });
  const rated = new Set([...answers, ...sets.flatMap(({ set }) => set.scored)].map(({ id }) => id));
  const lost = ratings.filter(({ of }) => !rated.has(of));
  if (lost.length > 0) {
    const path = `ratings[${ratings.indexOf(lost[0]!)}].of`;
    const all = t`${shown(lost[0]!.of)}: ${lost.length} of ${count(ratings.length, 'rating')} name none`;
    misfit(told, path, t`the name of an answer or of a scored text in this file`, all);
  }
  const inView = view.analysis === null ? null : named(byId(analyses, view.analysis), 'view.analysis', t`an analysis`, view.analysis);
  expectBand(told, 'view.steering.band', view.steering.band, null);
  expectEdits(told, 'view.edits', view.edits, knownDirections);
  view.reading.forEach((name, i) => knownDirections(name, `view.reading[${i}]`));
  view.answers.forEach((name, i) => named(byId(answers, name), `view.answers[${i}]`, t`an answer`, name));
  expectTurns(
    told,
    'view.chat',
    view.chat.map((name, i) => named(byId(answers, name), `view.chat[${i}]`, t`an answer`, name)),
  );
  const layers = inView && knownDirections(inView.directions, 'view.analysis').layers;
  return { ...experiment, view: viewWithin(view, layers, games) };
}
