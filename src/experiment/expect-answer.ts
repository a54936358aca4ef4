/** Whether an answer, or a choice between given answers, is one that the lab could have written along its directions. */
import type { Answer, Edit, Reads } from './answer';
import type { Choice } from './choice';
import type { Control } from './control';
import type { DamageRecord } from './damage';
import type { DirectionsRecord } from './directions';
import { MOST_TOKENS } from './capture';
import { expectAmount, expectLogProbs, expectProjections, expectUntouched, firstPushed, LEAST_LOG_PROB, mostAt } from './expect-range';
import { expectMonitored } from './expect-chat';
import { expectBand, expectBetween, expectLength, expectRows, isSame, misfit, type Told } from './misfit';
import { LIMITS } from './view';
import { t } from '../language/t';

/** The directions of that name. Throws where there are none. */
export type Named = (name: string, path: string) => DirectionsRecord;

/** Throws for what no field of the page, and no link, would have taken as the sampling of an answer. */
function expectSampling(told: Told, path: string, { temperature, topP, repetitionPenalty, maxNewTokens }: Answer['sampling']): void {
  const most = (name: 'temperature' | 'repetitionPenalty' | 'maxNewTokens'): number => LIMITS[name].max;
  if (temperature < 0 || temperature > most('temperature'))
    misfit(told, `${path}.temperature`, t`a number of at least 0 and at most ${most('temperature')}`, `${temperature}`);
  if (topP <= 0 || topP > 1) misfit(told, `${path}.topP`, t`a number above 0 and at most 1`, `${topP}`);
  if (repetitionPenalty <= 0 || repetitionPenalty > most('repetitionPenalty'))
    misfit(told, `${path}.repetitionPenalty`, t`a number above 0 and at most ${most('repetitionPenalty')}`, `${repetitionPenalty}`);
  if (maxNewTokens < 1 || maxNewTokens > most('maxNewTokens'))
    misfit(told, `${path}.maxNewTokens`, t`a whole number above 0 and at most ${most('maxNewTokens')}`, `${maxNewTokens}`);
}

/** Blocks of directions; null where version 1 lost them. */
const layersOf = ({ layers }: DirectionsRecord): number | null => (layers > 0 ? layers : null);

/** Throws unless each edit lies in the blocks of directions that are there. */
export function expectEdits(told: Told, path: string, edits: Answer['edits'], named: Named): void {
  edits.forEach(({ op, directions, band, amount, profile }, i) => {
    expectBand(told, `${path}[${i}].band`, band, layersOf(named(directions, `${path}[${i}].directions`)));
    expectAmount(told, `${path}[${i}].amount`, { amount });
    if (profile) expectProfile(told, `${path}[${i}].profile`, op, band, profile);
  });
}

function expectProfile(told: Told, path: string, op: Edit['op'], [first, last]: Edit['band'], profile: readonly number[]): void {
  if (op !== 'add') misfit(told, path, t`none, for only “add” has a dose to share`, 'one');
  expectLength(told, path, last - first + 1, profile);
  const wrong = profile.findIndex((part) => part < 0);
  if (wrong >= 0) misfit(told, `${path}[${wrong}]`, t`a number of at least 0`, `${profile[wrong]}`);
  const all = profile.reduce((sum, part) => sum + part, 0);
  if (all === 0 || !Number.isFinite(all)) misfit(told, path, t`numbers with a sum above 0`, t`a sum of ${all}`);
}

/** Throws unless the answer fits its own settings, its tokens and its directions. */
export function expectAnswer(told: Told, path: string, answer: Answer, named: Named): void {
  const { edits, sampling, tokens, text, model, ending, ends, given = 0 } = answer;
  expectSampling(told, `${path}.sampling`, sampling);
  expectEdits(told, `${path}.edits`, edits, named);
  const { maxNewTokens } = sampling;
  if (tokens.length > maxNewTokens) misfit(told, `${path}.tokens`, t`at most ${maxNewTokens} tokens`, `${tokens.length}`);
  if (ends) {
    expectLength(told, `${path}.ends`, tokens.length, ends);
    const wrong = ends.findIndex((end, i) => end > text.length || end < (ends[i - 1] ?? 0));
    if (wrong >= 0)
      misfit(told, `${path}.ends[${wrong}]`, t`a place in the text, not before that of the token before it`, `${ends[wrong]}`);
  }
  if (given > tokens.length) misfit(told, `${path}.given`, t`at most its ${tokens.length} tokens`, `${given}`);
  if (tokens.length === 0 && text !== '') misfit(told, `${path}.tokens`, t`the tokens of its text`, 'none');
  if (ending.kind === 'limit' && tokens.length < maxNewTokens)
    misfit(told, `${path}.ending.kind`, t`another ending than the limit of ${maxNewTokens} tokens`, t`${tokens.length} tokens`);
  if (model.stamp && model.stamp.id !== model.id) misfit(told, `${path}.model.stamp.id`, `"${model.id}"`, `"${model.stamp.id}"`);
  const { reads, alsoReads = [] } = answer;
  if (reads) expectReads(told, `${path}.reads`, reads, answer, named);
  alsoReads.forEach((one, i) => {
    if ([reads, ...alsoReads.slice(0, i)].some((before) => before?.directions === one.directions))
      misfit(told, `${path}.alsoReads[${i}].directions`, t`directions that it was not yet read along`, `"${one.directions}"`);
    expectReads(told, `${path}.alsoReads[${i}]`, one, answer, named);
  });
  expectControl(`${path}.control`, answer.control, named);
  const { meanLogProb = NaN } = answer.coherence ?? {};
  if (meanLogProb < LEAST_LOG_PROB)
    misfit(told, `${path}.coherence.meanLogProb`, t`a number of at least ${LEAST_LOG_PROB}`, `${meanLogProb}`);
  if (answer.monitor) expectMonitored(told, `${path}.monitor`, answer.monitor, named);
}

/** Throws unless there is one row of scores a token and one score a block. */
function expectReads(told: Told, path: string, reads: Reads, { tokens, model, edits, control }: Answer, named: Named): void {
  const { scores, unsteered, reread } = reads;
  const along = named(reads.directions, `${path}.directions`);
  const { stamp } = model;
  if (stamp && layersOf(along) !== null && (stamp.layers !== along.layers || stamp.width !== along.width))
    misfit(
      told,
      `${path}.directions`,
      t`directions of ${stamp.layers} layers × ${stamp.width}, as the answer's model has`,
      `${along.layers} × ${along.width}`,
    );
  // Of the directions that version 1 lost, the answer's own first number of scores stands for the layers.
  const layers = layersOf(along) ?? scores[0]?.length ?? 0;
  const whole = !(control && scores.length === 0);
  if (whole) expectRows(told, `${path}.scores`, [tokens.length, layers], scores);
  const most = mostAt(along, edits, ({ directions }) => named(directions, path).scale);
  scores.forEach((token, i) => expectProjections(told, `${path}.scores[${i}]`, token, most));
  if (!unsteered) return;
  // An answer that broke off before its first token has nothing to be read again.
  expectLength(told, `${path}.unsteered`, tokens.length > 0 ? layers : 0, unsteered);
  expectProjections(told, `${path}.unsteered`, unsteered, mostAt(along, []));
  if (reread) {
    expectRows(told, `${path}.reread`, [tokens.length, layers], reread);
    unsteered.forEach((said, layer) => {
      const is = reread.reduce((sum, token) => sum + token[layer]!, 0) / reread.length;
      if (!isSame(said, is, 1e-3)) misfit(told, `${path}.unsteered[${layer}]`, t`${is}, the mean of its tokens`, `${said}`);
    });
  }
  if (!whole) return;
  const touched = firstPushed(edits);
  unsteered.forEach((said, layer) => {
    if (layer >= touched) return;
    const is = scores.reduce((sum, token) => sum + token[layer]!, 0) / scores.length;
    if (touched < Infinity) return expectUntouched(told, `${path}.unsteered[${layer}]`, said, is, along.scale?.norm[layer]);
    if (!isSame(said, is, 1e-3))
      misfit(told, `${path}.unsteered[${layer}]`, t`${is}, the mean of an answer that nothing pushed`, `${said}`);
  });
}

/** Throws unless each option has its log-probability, its side and its length, and the model's blocks a score each. */
export function expectChoice(told: Told, path: string, choice: Choice, named: Named): void {
  const { options, logProbs, read, edits, model, question, control } = choice;
  expectEdits(told, `${path}.edits`, edits, named);
  expectLength(told, `${path}.logProbs`, options.length, logProbs);
  if (question) expectQuestion(told, `${path}.question`, question, options.length);
  // Of a choice without its question nobody says how many tokens its options have.
  expectLogProbs(told, `${path}.logProbs`, logProbs, question?.tokens ?? options.map(() => MOST_TOKENS));
  if (read) expectLength(told, `${path}.read`, model.layers, read);
  const [along] = edits;
  const most = along ? mostAt(named(along.directions, `${path}.edits[0].directions`), []) : null;
  if (read) expectProjections(told, `${path}.read`, read, most);
  expectControl(`${path}.control`, control, named);
}

/** Each option has a side, and at least one token; each side an option. */
function expectQuestion(told: Told, path: string, { sides, tokens }: NonNullable<Choice['question']>, options: number): void {
  expectLength(told, `${path}.sides`, options, sides);
  expectLength(told, `${path}.tokens`, options, tokens);
  tokens.forEach((count, i) => {
    if (count < 1 || count > MOST_TOKENS) misfit(told, `${path}.tokens[${i}]`, t`1 to ${MOST_TOKENS} tokens`, `${count}`);
  });
  for (const side of ['positive', 'negative'] as const)
    if (!sides.includes(side)) misfit(told, `${path}.sides`, t`at least one option of the side "${side}"`, 'none');
}

export function expectControl(path: string, control: Control | undefined, named: Named): void {
  if (control?.kind === 'other') named(control.directions, `${path}.directions`);
}

/** Throws unless each token of the answer has its divergence, and the answer was written without a push by the same model. */
export function expectDamage(told: Told, path: string, { edits, control, kl, model }: DamageRecord, answer: Answer, named: Named): void {
  expectEdits(told, `${path}.edits`, edits, named);
  if (edits.length === 0) misfit(told, `${path}.edits`, t`at least one edit`, 'none');
  if (answer.edits.some(({ op, amount }) => op !== 'add' || amount !== 0) || answer.control)
    misfit(told, `${path}.answer`, t`an answer that nothing pushed`, `"${answer.id}"`);
  if (answer.model.stamp && answer.model.stamp.graphHash !== model.graphHash)
    misfit(told, `${path}.model.graphHash`, t`"${answer.model.stamp.graphHash}", the model of its answer`, `"${model.graphHash}"`);
  expectControl(`${path}.control`, control, named);
  expectLength(told, `${path}.kl`, answer.tokens.length, kl);
  // A divergence is a mean of differences of log-probabilities.
  expectBetween(told, `${path}.kl`, [0, -LEAST_LOG_PROB], kl);
}
