/**
 * A choice: a prompt, and what could be said next, each option of one side of a concept. Nothing is sampled: a model is asked how likely
 * each option is. This file is the schema of one choice; scenario sets (scenario-set.ts) and files of choices (choices.ts) list them.
 */
import * as v from 'valibot';
import { also, inside, list, nonEmptyText, oneOf, record, type Report } from './schemas';
import { t } from '../language/t';

const side = oneOf('positive', 'negative');
const order = oneOf('listed', 'open');

const fields = {
  id: nonEmptyText,
  scenario: nonEmptyText,
  prompt: nonEmptyText,
  options: list(record({ text: nonEmptyText, side })),
};

/** An item to choose in. */
export const choiceItem = v.pipe(
  record({
    ...fields,
    /** `listed`: the prompt lists the options, as (A) and (B), so their order in it counts. `open`, as if absent: it does not. */
    order: v.optional(order),
  }),
  also((value, report) => {
    haveBothSides(value, report);
    haveNoPrefix(value, report);
    if (inside(value, ['order']) === 'listed') areListed(value, report);
  }),
);

/** One telling of a situation that ends just before the choice. */
export const paraphrase = v.pipe(
  record({
    ...fields,
    /** How pressing the person's need is: 1 is calm, 5 is urgent. */
    urgency: oneOf(1, 2, 3, 4, 5),
  }),
  also((value, report) => {
    haveBothSides(value, report);
    haveNoPrefix(value, report);
  }),
);

/** An item to choose in, checked. */
export type ChoiceOfSet = v.InferOutput<typeof choiceItem>;
/** A telling that ends just before the choice, checked. */
export type Paraphrase = v.InferOutput<typeof paraphrase>;
/** Which side of the concept an option takes, as the pairs of a set do. */
export type Side = v.InferOutput<typeof side>;

/** There are two options or more, and one of each side. */
function haveBothSides(item: unknown, report: Report): void {
  const options = inside(item, ['options']);
  if (!Array.isArray(options)) return;
  if (options.length < 2) return report(['options'], t`at least two options`, options.length === 0 ? 'none' : '1');
  for (const name of side.options)
    if (!options.some((one: unknown) => inside(one, ['side']) === name))
      report(['options'], t`at least one option of the side "${name}"`, t`none among ${options.length}`);
}

/** Of two options of which one begins with the other the shorter one is at least as likely, whatever the model prefers. */
function haveNoPrefix(item: unknown, report: Report): void {
  for (const [i, longer] of prefixes(textsOf(item)))
    report(['options', i, 'text'], t`a text with which no other option begins (options[${longer}] does)`);
}

/** The options with which another one begins, each as its place and that of the other; of two equal ones the later. '' is none. */
export const prefixes = (texts: readonly string[]): [at: number, longer: number][] =>
  texts.flatMap((text, i): [number, number][] => {
    const longer = texts.findIndex((other, k) => k !== i && text !== '' && other.startsWith(text) && (other !== text || k < i));
    return longer >= 0 ? [[i, longer]] : [];
  });

function areListed(item: unknown, report: Report): void {
  const prompt = inside(item, ['prompt']);
  if (typeof prompt !== 'string') return;
  textsOf(item).forEach((text, i) => {
    if (!prompt.includes(text)) report(['options', i, 'text'], t`a text that the prompt lists, as its order is "listed"`);
  });
}

/** [option], white space around it aside; '' where there is no text. */
function textsOf(item: unknown): string[] {
  const options = inside(item, ['options']);
  if (!Array.isArray(options)) return [];
  return options.map((one: unknown) => {
    const text = inside(one, ['text']);
    return typeof text === 'string' ? text.trim() : '';
  });
}
