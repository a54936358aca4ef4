/**
 * A sweep: prompts × strengths × samples, beside controls. What is written of it are answers (each knows its prompt, push, seed and
 * control) and damages; this file says which of them a plan comes to, which are there already, and in which order the rest is asked.
 */
import { choseAll, editsKey, pushBeside, type Answer, type Edit } from './answer';
import { rowName, rowsOf, type ChoicePlan, type ChoiceRow, type ChoiceWay } from './choice-plan';
import { plainPrompt } from './control';
import type { DamageRecord } from './damage';

/** Along which directions, where, how sampled and on what: figures join answers of one way. */
export interface SweepWay extends Omit<ChoiceWay, 'file'> {
  readonly sampling: Answer['sampling'];
}

/** A push of a prompt, or what stands beside one. */
export type SweepRow = ChoiceRow;

export interface SweepPlan extends Omit<ChoicePlan, 'other'> {
  readonly prompts: readonly string[];
  /** One sample each. Without a temperature they all give the same, and the first is taken. */
  readonly seeds: readonly number[];
}

/** One call: rows of one prompt in one batch, answered; or its unpushed answer read again under each of them. */
export interface SweepCall {
  readonly what: 'answers' | 'damage';
  readonly prompt: string;
  readonly seed: number;
  readonly rows: readonly SweepRow[];
  /** Done to every row beside its push: those of the way, or none for what the edits are held against. */
  readonly edits: readonly Edit[];
}

/** Rows in a batch: a stop loses no more. */
const AT_ONCE = 8;

const isAsked = ({ control }: SweepRow): boolean => control?.kind === 'asked';

/**
 * What is not there yet, in the order in which it is asked: the push itself for every prompt and sample, its damage, asking in words, then
 * the controls and their damage; so that what is there after a stop says something of all prompts. Beside edits every prompt is first
 * answered without push and edits: damage is measured at those answers, that of the edits without a push as well.
 */
export function sweepCalls(
  plan: SweepPlan,
  way: SweepWay,
  there: { readonly answers: readonly Answer[]; readonly damages: readonly DamageRecord[] },
): SweepCall[] {
  const rows = rowsOf({ ...plan, other: null });
  const seeds = way.sampling.temperature > 0 ? [...new Set(plan.seeds)] : plan.seeds.slice(0, 1);
  const prompts = [...new Set(plan.prompts)];
  const written = new Set(there.answers.map(answerKey));
  const answers = byId(there.answers);
  /** An unpushed answer without a token has no next token to compare. */
  const wordless = new Set(there.answers.filter(({ tokens }) => tokens.length === 0).map(answerKey));
  const measured = new Set(there.damages.map((one) => damageKeyOf(one, answers.get(one.answer))));
  const calls = (what: SweepCall['what'], part: readonly SweepRow[], of: readonly number[], under: SweepWay = way): SweepCall[] =>
    of.flatMap((seed) =>
      prompts.flatMap((prompt) => {
        const key = (row: SweepRow) => (what === 'answers' ? cellKey(prompt, row, seed, under) : damageKey(prompt, row, under));
        if (what === 'damage' && wordless.has(cellKey(prompt, { amount: 0 }, seed, alone(way)))) return [];
        const missing = part.filter((row) => !(what === 'answers' ? written : measured).has(key(row)));
        return missing.length > 0 ? [{ what, prompt, seed, rows: missing, edits: under.edits }] : [];
      }),
    );
  const plain = rows.filter(({ control }) => !control);
  const controls = rows.filter((row) => row.control && !isAsked(row));
  const damage = (part: readonly SweepRow[]) =>
    parts(part.filter(({ amount }) => amount !== 0 || way.edits.length > 0)).flatMap((some) => calls('damage', some, seeds.slice(0, 1)));
  return [
    ...(way.edits.length > 0 ? calls('answers', [{ amount: 0 }], seeds, alone(way)) : []),
    ...parts(plain).flatMap((some) => calls('answers', some, seeds)),
    ...damage(plain),
    ...rows.filter(isAsked).flatMap((row) => calls('answers', [row], seeds)),
    ...parts(controls).flatMap((some) => calls('answers', some, seeds)),
    ...damage(controls),
  ];
}

function parts(rows: readonly SweepRow[]): SweepRow[][] {
  const all: SweepRow[][] = [];
  for (let from = 0; from < rows.length; from += AT_ONCE) all.push(rows.slice(from, from + AT_ONCE));
  return all;
}

/** How many answers the calls write, and how often they read one again. */
export function sweepSize(calls: readonly SweepCall[]): { answers: number; readings: number } {
  const sum = (what: SweepCall['what']): number => calls.reduce((all, call) => all + (call.what === what ? call.rows.length : 0), 0);
  return { answers: sum('answers'), readings: sum('damage') };
}

/** The same way without edits. */
export const alone = (way: SweepWay): SweepWay => ({ ...way, edits: [] });

/** The answer of a prompt without push and edits, at whose tokens damage is measured: its first one; undefined before it is written. */
export function plainAnswer(answers: readonly Answer[], prompt: string, seed: number, way: SweepWay): Answer | undefined {
  const key = cellKey(prompt, { amount: 0 }, seed, alone(way));
  return answers.find((one) => one.tokens.length > 0 && answerKey(one) === key);
}

/** The seed, where there is chance. */
const drawn = (seed: number, { temperature }: Answer['sampling']): number | null => (temperature > 0 ? seed : null);

function pushKey(prompt: string, row: SweepRow, { directions, band, unit, edits, template, sampling, model }: SweepWay): unknown[] {
  const { temperature, topP, repetitionPenalty, maxNewTokens } = sampling;
  const push = row.amount === 0 ? directions : [directions, band, unit];
  const asked = [model.graphHash, model.device, template, [temperature, topP, repetitionPenalty, maxNewTokens], prompt];
  return [...asked, push, editsKey(edits), rowName(row)];
}

/** What makes two answers one cell. Without a push, band and unit are none of it; the directions are, for answers are read along them. */
const cellKey = (prompt: string, row: SweepRow, seed: number, way: SweepWay): string =>
  JSON.stringify([...pushKey(prompt, row, way), drawn(seed, way.sampling)]);

const damageKey = (prompt: string, row: SweepRow, way: SweepWay): string => JSON.stringify(pushKey(prompt, row, way));

/**
 * An answer as a cell of a sweep; null for one that no plan asks for: stopped, begun with given tokens, of several messages, or with
 * another first edit than a push that its blocks share evenly.
 */
export function cellOf(answer: Answer): { readonly prompt: string; readonly row: SweepRow; readonly way: SweepWay } | null {
  const { messages, model, reads, ending, control, template, sampling } = answer;
  const pushed = pushBeside(answer.edits);
  const [message, ...others] = messages;
  if (!message || others.length > 0 || message.role !== 'user' || ending.kind === 'stopped' || !model.stamp) return null;
  if (!choseAll(answer) || !pushed || reads?.directions !== pushed.push.directions) return null;
  const prompt = plainPrompt(message.content, control);
  if (prompt === null) return null;
  const { graphHash, device } = model.stamp;
  const { directions, band, unit, amount } = pushed.push;
  return {
    prompt,
    row: { amount, ...(control && { control }) },
    way: { directions, band, unit, edits: pushed.edits, template, sampling, model: { graphHash, device } },
  };
}

function answerKey(answer: Answer): string {
  const cell = cellOf(answer);
  return cell ? cellKey(cell.prompt, cell.row, answer.seed, cell.way) : '';
}

/** Under which push a damage was measured, and in which way, as `cellOf` says of an answer; null for one that no plan asks for. */
export function damagedCell({ edits, control }: DamageRecord, answer: Answer | undefined): ReturnType<typeof cellOf> {
  const cell = answer ? cellOf(answer) : null;
  const pushed = pushBeside(edits);
  if (!cell || !pushed) return null;
  const { directions, band, unit, amount } = pushed.push;
  const way = { ...cell.way, directions, band, unit, edits: pushed.edits };
  return { prompt: cell.prompt, row: { amount, ...(control && { control }) }, way };
}

function damageKeyOf(damage: DamageRecord, answer: Answer | undefined): string {
  const cell = damagedCell(damage, answer);
  return cell ? damageKey(cell.prompt, cell.row, cell.way) : '';
}

const byId = (answers: readonly Answer[]): ReadonlyMap<string, Answer> => new Map(answers.map((one) => [one.id, one]));
