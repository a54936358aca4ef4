/** What scripts hand to window.lab, looked at before it goes further: a wrong argument is the caller's to mend, and is told so. */
import type { ChoiceItem, ErrorCode, Prompt } from '../protocol';
import * as v from 'valibot';
import type { LabState } from '../app/state';
import { count } from '../count';
import { LabError } from '../error';
import { message } from '../experiment/answer';
import { decode, type Told } from '../formats/codec';
import { also, inside, is, list, nonEmptyText, oneOf, positive, record, text } from '../formats/schemas';
import { shown } from '../formats/shown';
import { checkBand, middleBand, type Steerable } from '../lab/units';

/** The same situation answered both ways. */
export interface Pair {
  /** The text with the concept in it. */
  positive: string;
  /** The text without it, or with its opposite. */
  negative: string;
  /**
   * What both texts answer: they are read behind it, as the assistant's answer in a chat template, else behind an empty line, and the
   * pooling `answer` takes them alone. Absent where they are no answers.
   */
  prompt?: string | undefined;
  /** What the pair is about: pairs of one group are held out together. */
  group?: string | undefined;
}

/** How a script is told what is wrong with its argument `at`. */
export const told = (at: string, hint: string, code: ErrorCode = 'bad-input'): Told => ({ code, hint, at, absent: 'undefined' });

/** Throws `bad-input` unless `value` is a text. */
export const aText = (value: unknown, name: string): string => decode(text, value, told(name, 'Give a string.'));

/**
 * A text, or messages of which the last is the user's. Throws `bad-input` for anything else, and `empty-prompt` for no message at all, and
 * for a text or a message of the user in which nothing but space is.
 */
export function prompt(value: unknown): Prompt {
  if (!Array.isArray(value)) return notEmpty(aText(value, 'prompt'), 'prompt');
  const hint = 'Give a string, or an array of { role: "system" | "user" | "assistant", content } that ends with a message of the user.';
  const messages = decode(list(message), value, told('prompt', hint));
  const last = messages.at(-1);
  if (!last) throw new LabError('empty-prompt', 'prompt: there is no message in it.', hint);
  if (last.role !== 'user')
    throw new LabError('bad-input', `prompt[${messages.length - 1}].role: expected "user" in the last message, got "${last.role}"`, hint);
  messages.forEach(({ role, content }, i) => role === 'user' && notEmpty(content, `prompt[${i}].content`));
  return messages;
}

/** The text; throws `empty-prompt`, naming the argument, where nothing but space is in it. */
export function notEmpty(said: string, name: string): string {
  if (said.trim() === '') throw new LabError('empty-prompt', `${name} is empty.`, 'Write something for the model to answer.');
  return said;
}

/** Throws `bad-input` unless `value` is a list of texts. */
export const texts = (value: unknown): string[] =>
  decode(v.array(text, 'a list of texts'), value, told('texts', 'Give an array of strings, also for a single one.'));

/** Throws `empty-pairs` and `one-sided-pair`, naming the argument `name`. */
export function pairs(value: unknown, name = 'pairs'): Pair[] {
  const hint = 'A pair needs two texts: the same situation answered both ways.';
  decode(somePairs, value, told(name, hint, 'empty-pairs'));
  const given = value as (Partial<Pair> | null | undefined)[];
  given.forEach((pair, i) => {
    for (const side of ['positive', 'negative'] as const) {
      const found = pair?.[side];
      const at = `${name}[${i}].${side}`;
      const lacks = found === undefined || found === null ? 'missing' : typeof found === 'string' && found.trim() === '' ? 'empty' : null;
      if (lacks) throw new LabError('one-sided-pair', `${at} is ${lacks}.`, hint);
      decode(text, found, told(at, hint, 'one-sided-pair'));
    }
    const asked: unknown = pair?.prompt;
    if (asked !== undefined)
      decode(nonEmptyText, asked, told(`${name}[${i}].prompt`, 'Give the text that both sides answer, or leave it out.'));
  });
  return given as Pair[];
}

/** A pair that may say whether it is for training or for the test. */
export interface SplitPair extends Pair {
  /** Default 'train'. */
  split?: 'train' | 'test' | undefined;
}

/** `pairs`, and throws `bad-input` for a group that is no text and for another split than "train" or "test". */
export function splitPairs(value: unknown): SplitPair[] {
  const given = pairs(value);
  return given.map((pair, i) => decode(marked, pair, told(`pairs[${i}]`, 'Leave group or split out, or correct them.')));
}

const marked = record({
  positive: text,
  negative: text,
  prompt: v.optional(nonEmptyText),
  group: v.optional(text),
  split: v.optional(oneOf('train', 'test')),
});

/** A text of one of two classes, without a partner. */
export interface LabelledText {
  text: string;
  /** 'positive': with the concept in it; 'negative': without it, or with its opposite. */
  label: 'positive' | 'negative';
  /** What the text answers: it is read behind it, as the texts of a pair are. Absent where it is no answer. */
  prompt?: string | undefined;
  /** What the text is about: texts of one group are held out together, and each group needs both labels then. */
  group?: string | undefined;
  /** Default 'train'. */
  split?: 'train' | 'test' | undefined;
}

/** Throws `no-texts` for an empty list, and `bad-input`, naming the text, for any that lacks something. */
export function labelledTexts(value: unknown): LabelledText[] {
  const hint = 'Give { texts: [{ text, label: "positive" or "negative", prompt?, group?, split? }, …] }.';
  const given = decode(v.array(labelled, 'a list of texts'), value, told('texts', hint));
  if (given.length === 0) throw new LabError('no-texts', 'texts: there is no text in it.', hint);
  return given;
}

const labelled = record({
  text: nonEmptyText,
  label: oneOf('positive', 'negative'),
  prompt: v.optional(nonEmptyText),
  group: v.optional(text),
  split: v.optional(oneOf('train', 'test')),
});

const somePairs = is<unknown[]>('a list of { positive, negative }', (x) => Array.isArray(x) && x.length > 0);

/**
 * `lab.directions()`'s result, also with `data` as a plain list, as JSON has it. Throws `bad-directions` for another shape, also of the
 * numbers of each layer that may come with it.
 */
export function directions(value: unknown): Steerable {
  const given = (value ?? {}) as Partial<Steerable>;
  const data: unknown = Array.isArray(given.data) && given.data.every(Number.isFinite) ? Float32Array.from(given.data) : given.data;
  const whole = typeof value === 'object' && value !== null ? { ...given, data } : value;
  return decode(steerable, whole, told('directions', 'Find them with lab.directions(pairs).', 'bad-directions')) as Steerable;
}

/** `directions`, and throws `shape-mismatch`, naming both, where they are another model's or have another shape than the loaded one. */
export function directionsOf(value: unknown, { model }: Pick<LabState, 'model'>, name = 'The directions'): Steerable {
  const given = directions(value);
  if (model.status !== 'ready') return given;
  const { id, repo, layers, width } = model.info;
  const { model: own } = given as { model?: unknown };
  if (typeof own === 'string' && own !== repo)
    throw new LabError(
      'shape-mismatch',
      `${name} were found in ${own}, and ${repo} is loaded.`,
      'Find them again with this one, or load theirs; to push along them all the same, give { layers, width, data } alone.',
    );
  if (given.layers === layers && given.width === width) return given;
  throw new LabError(
    'shape-mismatch',
    `${name} have ${given.layers} layers × ${given.width}, the loaded model ${id} has ${layers} × ${width}.`,
    'They belong to another model: find them again with this one, or load theirs.',
  );
}

const steerable = v.pipe(
  v.unknown(),
  also((value, report) => {
    const { layers, width, data } = (value ?? {}) as Partial<Steerable>;
    const sized = v.is(positive, layers) && v.is(positive, width);
    const floats = data instanceof Float32Array;
    if (sized && floats && data.length === layers * width) return;
    const got = sized ? `${layers} × ${width} and ${floats ? count(data.length, 'number') : shown(data, 'undefined')}` : '';
    report([], '{ layers, width, data: Float32Array of layers × width }', got);
  }),
  also((value, report) => {
    const { layers } = (value ?? {}) as Partial<Steerable>;
    if (!v.is(positive, layers)) return;
    for (const name of ['separation', 'midpoint', 'norm']) {
      const row = inside(value, [name]);
      if (row === undefined || row === null) continue;
      const length = Array.isArray(row) || ArrayBuffer.isView(row) ? (row as unknown[]).length : null;
      if (length !== layers) report([name], `a list of ${layers}, a number for each layer`, length === null ? '' : count(length, 'number'));
    }
  }),
);

/** One block, or first and last; by default the middle third. Throws `invalid-input` outside the model. */
export function band(layer: unknown, layers: number): readonly [number, number] {
  if (layer === undefined) return middleBand(layers);
  const [first, last] = (Array.isArray(layer) ? layer : [layer, layer]) as [number, number];
  return checkBand([first, last], layers);
}

/** Throws `no-alphas`, and `bad-input` for what is no list of numbers. */
export function alphas(value: unknown): number[] {
  const given = decode(finites, value, told('alphas', 'Give an array, such as [0, -8, 8].'));
  if (given.length === 0) throw new LabError('no-alphas', 'alphas is empty.', 'Give at least one strength; 0 does not steer.');
  return given;
}

/** Throws `no-items`, and `bad-input` for another shape. What is wrong with a prompt or an option, the worker says. */
export function items(value: unknown): ChoiceItem[] {
  const hint = 'Give an array of { prompt, options: [text, text] }.';
  const known = decode(someItems, value, told('items', hint));
  if (known.length === 0) throw new LabError('no-items', 'There is no item to choose in.', hint);
  return known.map(({ name, prompt, options }) => ({ ...(name !== undefined && { name }), prompt, options: [...options] }));
}

const someItems = list(record({ name: v.optional(text), prompt: text, options: list(text) }));

const finites = is<number[]>('a list of finite numbers', (x) => Array.isArray(x) && x.every(Number.isFinite));

/** Throws `bad-input` unless `value` is a list. */
export function files<T>(value: Iterable<T>): T[] {
  decode(iterable, value, told('files', 'Give the files of a folder, as a file input or a drop hands them out.'));
  return [...value];
}

const iterable = is<Iterable<unknown>>(
  'a list of files',
  (x) => typeof (x as Iterable<unknown> | null | undefined)?.[Symbol.iterator] === 'function',
);
