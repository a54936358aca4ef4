/** Which of several given answers a model would rather give, under edits: log-probabilities, nothing sampled. */
import * as v from 'valibot';
import { edit } from './answer';
import { control, side } from './control';
import { modelStamp } from './stamp';
import { flag, is, list, nonEmptyText, oneOf, positive, record, text, whole } from '../formats/schemas';
import { id, measured, moment } from './fields';
import { t } from '../language/t';

/** The file of A/B items that an item is of (src/formats/ab-items.ts), and what that says of the row. */
const itemFile = record({
  name: nonEmptyText,
  /** Of the file's text. */
  sha256: is<string>(t`64 hex digits`, (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)),
  /** The line of JSON lines, the place in a JSON list, from 1. */
  row: positive,
  source: v.optional(nonEmptyText),
  licence: v.optional(nonEmptyText),
});
export type ItemFile = v.InferOutput<typeof itemFile>;

/** The item as it was asked, so that margins need nothing else. */
const question = record({
  prompt: text,
  scenario: text,
  /** Asked as a message of the model's chat template. */
  template: flag,
  /** [option] */
  sides: list(side),
  /** [option]: how many tokens it has. */
  tokens: list(whole),
  order: v.optional(oneOf('listed', 'open')),
  /** Of a paraphrase: how pressing the person's need is. */
  urgency: v.optional(oneOf(1, 2, 3, 4, 5)),
  /** Absent for items of a scenario set, and of those that come with the lab. */
  file: v.optional(itemFile),
});

export const choice = record({
  id,
  /** ISO 8601. */
  at: moment,
  model: modelStamp,
  /** Id of an item of a set, or its prompt. */
  item: text,
  options: list(nonEmptyText),
  /** Without a push: none, or of the amount 0. */
  edits: list(edit),
  /** [option]: summed over its tokens, natural log. */
  logProbs: list(measured),
  /** [layer]: the unsteered projection at the prompt's last token along the directions of the first edit; null where it was not read. */
  read: v.nullable(list(measured)),
  /** Absent in files of before. */
  question: v.optional(question),
  /** Absent for a choice that is no control. */
  control: v.optional(control),
});
export type Choice = v.InferOutput<typeof choice>;

/** SHA-256 of the file of A/B items that a choice is of; null where of none. */
export const fileOf = ({ question }: Pick<Choice, 'question'>): string | null => question?.file?.sha256 ?? null;
