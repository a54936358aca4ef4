/**
 * A file of choices in situations that several scenario sets share: items, and paraphrases from calm to urgent. It is a file of its own, so
 * that the sets stay as small as the first sight of the page needs them. This file is the format: the schema, which is the type and the
 * check that every file passes.
 */
import * as v from 'valibot';
import { choiceItem, paraphrase } from './choice-item';
import { decode } from './codec';
import { parseJson } from './json';
import { knowScenarios } from './scenario-set';
import { also, inside, listWithIds, nonEmptyText, oneOf, record, versioned, type Report } from './schemas';
import { t } from '../language/t';

/** The situation's id and title are those of the scenario sets. */
const situation = record({
  id: nonEmptyText,
  title: nonEmptyText,
  /** What a reader should know before the texts are shown. */
  note: v.optional(nonEmptyText),
});

/** The schema of a file of choices; `decodeChoices` reads values by it. */
export const choicesFile = v.pipe(
  versioned(
    { format: oneOf('eia-lab/choices'), version: oneOf(1) },
    {
      licence: nonEmptyText,
      about: nonEmptyText,
      scenarios: listWithIds('scenarios', situation),
      /** Which option is likelier, and what a push changes about it. May be empty. */
      items: listWithIds('items', choiceItem),
      /** What is read before the choice, held against the choice that follows. May be empty. */
      paraphrases: listWithIds('paraphrases', paraphrase),
    },
  ),
  also((value, report) => {
    knowScenarios(value, ['items', 'paraphrases'], report);
    haveOwnIds(value, report);
  }),
);

/** A file of choices, checked. */
export type Choices = v.InferOutput<typeof choicesFile>;

/** What a model chose is kept under the id alone, so a paraphrase has not that of an item. */
function haveOwnIds(file: unknown, report: Report): void {
  const [items, paraphrases] = ['items', 'paraphrases'].map((name) => inside(file, [name]));
  if (!Array.isArray(items) || !Array.isArray(paraphrases)) return;
  const first = new Map(items.map((item: unknown, i) => [inside(item, ['id']), i]));
  paraphrases.forEach((_, i) => {
    const id = inside(paraphrases, [i, 'id']);
    if (typeof id === 'string' && first.has(id))
      report(['paraphrases', i, 'id'], t`an id of its own (items[${first.get(id)!}] has it too)`);
  });
}

const hint = t`Correct the places named and open the file again; the file that comes with the lab (scenarios/choices.json) is a complete example.`;
const what = t`a file of choices`;
const shape = t`one object with scenarios, items and paraphrases`;

/**
 * The choices in `json`, with unknown fields dropped. `file` names the source in messages.
 * Throws LabError `choices-not-json` (src/formats/json.ts) or `choices-invalid`, as `decodeChoices`.
 */
export const parseChoices = (json: string, file: string): Choices =>
  decodeChoices(parseJson(json, file, { what, shape, code: 'choices-not-json', hint }), file);

/** The choices that `value` is. Throws LabError `choices-invalid`: all problems, the first ten spelt out, each with path and value. */
export const decodeChoices = (value: unknown, file: string): Choices => decode(choicesFile, value, { file, code: 'choices-invalid', hint });
