/** What is asked of items to choose in, which of it is there already, and in which order the rest is asked. */
import type { ChoiceOfSet, Paraphrase } from '../formats/choice-item';
import type { Unit } from '../lab/units';
import { editsKey, pushBeside, type Edit } from './answer';
import { fileOf, type Choice, type ItemFile } from './choice';
import { turned, type Control } from './control';
import type { ModelStamp } from './stamp';

/** Along which directions, where and on what items are asked: figures join choices of one way. */
export interface ChoiceWay {
  readonly directions: string;
  readonly band: readonly [number, number];
  readonly unit: Unit;
  /** What is done beside the push to every row, to that without a push and to the controls, too. */
  readonly edits: readonly Edit[];
  readonly template: boolean;
  readonly model: Pick<ModelStamp, 'graphHash' | 'device'>;
  /** SHA-256 of the file of A/B items; null for items of a set: one mean over both would be of two concepts. */
  readonly file: string | null;
}

/** A push of an item, or what stands beside one. */
export interface ChoiceRow {
  readonly amount: number;
  readonly control?: Control;
}

export interface ChoicePlan {
  /** In the way's unit; 0 is always asked. */
  readonly alphas: readonly number[];
  /** How many random directions, their seeds counted from `seed`. */
  readonly random: number;
  readonly seed: number;
  readonly shuffled: boolean;
  /** The directions of another concept. */
  readonly other: string | null;
  /** A sentence that asks for each side. */
  readonly asking: { readonly positive: string; readonly negative: string } | null;
}

export type AskedItem = Pick<ChoiceOfSet, 'id' | 'scenario' | 'prompt' | 'options' | 'order'> &
  Partial<Pick<Paraphrase, 'urgency'>> & { readonly file?: ItemFile };

/**
 * Every row of an item, what matters most first: without a push, with it, asked for, other directions, random ones. One random direction is
 * pushed along at each size, for its opposite is as likely (src/lab/report/choices.ts).
 */
export function rowsOf({ alphas, random, seed, shuffled, other, asking }: ChoicePlan): ChoiceRow[] {
  const pushes = [...new Set(alphas)].filter((amount) => amount !== 0).sort((a, b) => a - b);
  const sizes = [...new Set(pushes.map(Math.abs))].sort((a, b) => a - b);
  const each = (control: Control): ChoiceRow[] => pushes.map((amount) => ({ amount, control }));
  return [
    { amount: 0 },
    ...pushes.map((amount) => ({ amount })),
    ...(asking
      ? (['positive', 'negative'] as const).map((side) => ({
          amount: 0,
          control: { kind: 'asked' as const, side, instruction: asking[side] },
        }))
      : []),
    ...(shuffled ? each({ kind: 'shuffled', seed }) : []),
    ...(other === null ? [] : each({ kind: 'other', directions: other })),
    ...Array.from({ length: random }, (_, i) => seed + i).flatMap((draw) => sizes.map((amount) => ({ amount, control: turned(draw) }))),
  ];
}

/** Rows that several items are asked under in one call: what their prompts begin with alike is read once a row. */
export interface ChoiceCall {
  readonly items: readonly AskedItem[];
  readonly rows: readonly ChoiceRow[];
  /** Done to every row beside its push: those of the way, or none for what the edits are held against. */
  readonly edits: readonly Edit[];
}

/** Rows in a call, all of which are asked of an item before the next: a stop loses no more. */
const AT_ONCE = 8;

/** Items in a call. One that cannot be asked costs those of its call alone. */
const TOGETHER = 32;

/**
 * What is not there yet, in the order in which it is asked: the first rows of every item before the next rows of any, so that what is there
 * after a stop says something of all items. Beside edits every item is first asked without push and edits: what they do by themselves.
 */
export function callsOf(items: readonly AskedItem[], plan: ChoicePlan, way: ChoiceWay, choices: readonly Choice[]): ChoiceCall[] {
  const all = callsUnder(items, plan, way, choices);
  if (way.edits.length === 0) return all;
  const alone: ChoicePlan = { ...plan, alphas: [], random: 0, shuffled: false, other: null, asking: null };
  return [...callsUnder(items, alone, { ...way, edits: [] }, choices), ...all];
}

function callsUnder(items: readonly AskedItem[], plan: ChoicePlan, way: ChoiceWay, choices: readonly Choice[]): ChoiceCall[] {
  const there = new Set(choices.map(keyOf));
  const rows = rowsOf(plan);
  const askedFor = ({ control }: ChoiceRow): boolean => control?.kind === 'asked';
  const plain = rows.filter((row) => !askedFor(row));
  const parts = [plain.slice(0, AT_ONCE), ...rows.filter(askedFor).map((row) => [row])];
  for (let from = AT_ONCE; from < plain.length; from += AT_ONCE) parts.push(plain.slice(from, from + AT_ONCE));
  return parts.flatMap((part) => {
    const alike = new Map<string, { items: AskedItem[]; rows: ChoiceRow[] }>();
    for (const item of items) {
      const missing = part.filter((row) => !there.has(keyOfRow(item, row, way)));
      if (missing.length === 0) continue;
      const key = JSON.stringify(missing.map(rowName));
      const call = alike.get(key) ?? { items: [], rows: missing };
      alike.set(key, call);
      call.items.push(item);
    }
    return [...alike.values()].flatMap(({ items: some, rows: missing }) =>
      Array.from({ length: Math.ceil(some.length / TOGETHER) }, (_, i) => ({
        items: some.slice(i * TOGETHER, (i + 1) * TOGETHER),
        rows: missing,
        edits: way.edits,
      })),
    );
  });
}

/** Tells the rows of an item apart. */
export function rowName({ amount, control }: ChoiceRow): string {
  if (!control) return JSON.stringify([amount]);
  switch (control.kind) {
    case 'random':
      return JSON.stringify([amount, control.kind, control.seed, ...(control.turned ? ['turned'] : [])]);
    case 'shuffled':
      return JSON.stringify([amount, control.kind, control.seed]);
    case 'other':
      return JSON.stringify([amount, control.kind, control.directions]);
    case 'asked':
      return JSON.stringify([amount, control.kind, control.side, control.instruction]);
  }
}

/** How many readings of a prompt with its options the calls take. */
export const readingsIn = (calls: readonly ChoiceCall[]): number =>
  calls.reduce((sum, { items, rows }) => sum + items.length * rows.length, 0);

/** What makes two choices the same. Without a push, band and unit are none of it; a sentence in front is asked for without directions. */
function keyOfRow(item: AskedItem, row: ChoiceRow, { directions, band, unit, edits, template, model, file }: ChoiceWay): string {
  const push = row.control?.kind === 'asked' ? null : row.amount === 0 ? directions : [directions, band, unit];
  const { prompt, options } = item;
  const asked = [model.graphHash, model.device, template, file, prompt, options.map(({ text }) => text)];
  return JSON.stringify([...asked, push, editsKey(edits), rowName(row)]);
}

/** '' for a choice that no plan asks for. */
function keyOf(choice: Choice): string {
  const { model, question, options, control } = choice;
  const pushed = pushBeside(choice.edits);
  if (!question || !pushed) return '';
  const { prompt, scenario, template, sides } = question;
  const item = { id: '', scenario, prompt, options: options.map((text, i) => ({ text, side: sides[i]! })) };
  const { directions, band, unit, amount } = pushed.push;
  const way = { directions, band, unit, edits: pushed.edits, template, model, file: fileOf(choice) };
  return keyOfRow(item, { amount, ...(control && { control }) }, way);
}

/**
 * So many items, spread over their situations: one of each in turn, those that list their options last, for there a liking for a letter
 * counts for most.
 */
export function spread<T extends AskedItem>(items: readonly T[], most: number): T[] {
  const ordered = [...items.filter(({ order }) => order !== 'listed'), ...items.filter(({ order }) => order === 'listed')];
  const turn = new Map<string, number>();
  const turns = ordered.map((item) => {
    const own = turn.get(item.scenario) ?? 0;
    turn.set(item.scenario, own + 1);
    return own;
  });
  const places = ordered.map((_, i) => i).sort((a, b) => turns[a]! - turns[b]! || a - b);
  return places.slice(0, most).map((i) => ordered[i]!);
}
