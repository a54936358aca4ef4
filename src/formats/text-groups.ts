/**
 * Texts in named groups, without pairs: what a direction is tried on besides its own set, such as neutral texts, or texts that name a
 * concept without showing it. This file is the format: the schema, which is the type and the check that every file passes.
 */
import * as v from 'valibot';
import { decode } from './codec';
import { parseJson } from './json';
import { also, inside, listWithIds, list, nonEmptyText, oneOf, record, versioned, type Report } from './schemas';
import { t } from '../language/t';

const group = record({ id: nonEmptyText, name: nonEmptyText, texts: list(nonEmptyText) });

/** The schema of a file of text groups; `decodeTextGroups` reads values by it. */
export const textGroups = v.pipe(
  versioned(
    { format: oneOf('eia-lab/texts'), version: oneOf(1) },
    { id: nonEmptyText, name: nonEmptyText, licence: nonEmptyText, about: nonEmptyText, groups: listWithIds('groups', group) },
  ),
  also((value, report) => {
    haveTexts(value, report);
    haveNoTextTwice(value, report);
  }),
);

/** A file of text groups, checked. */
export type TextGroups = v.InferOutput<typeof textGroups>;

/** There is a group, and every group has a text. */
function haveTexts(value: unknown, report: Report): void {
  const groups = inside(value, ['groups']);
  if (!Array.isArray(groups)) return;
  if (groups.length === 0) report(['groups'], t`at least one group`, 'none');
  groups.forEach((_, i) => {
    const texts = inside(groups, [i, 'texts']);
    if (Array.isArray(texts) && texts.length === 0) report(['groups', i, 'texts'], t`at least one text`, 'none');
  });
}

/** A text counts once: in two groups it would stand for both, and twice in one it would weigh double. */
function haveNoTextTwice(value: unknown, report: Report): void {
  const groups = inside(value, ['groups']);
  if (!Array.isArray(groups)) return;
  const seen = new Map<string, string>();
  groups.forEach((_, i) => {
    const texts = inside(groups, [i, 'texts']);
    if (!Array.isArray(texts)) return;
    texts.forEach((one: unknown, k) => {
      const text = typeof one === 'string' ? one.trim() : '';
      if (text === '') return;
      const first = seen.get(text);
      if (first === undefined) seen.set(text, `groups[${i}].texts[${k}]`);
      else report(['groups', i, 'texts', k], t`a text of its own (${first} has it too)`);
    });
  });
}

const hint = t`Correct the places named and open the file again; a file that comes with the lab (scenarios/neutral.json) is a complete example.`;
const what = t`a file of text groups`;
const shape = t`one object with groups, each with its texts`;

/**
 * The groups in `json`, with unknown fields dropped. `file` names the source in messages.
 * Throws LabError `texts-not-json` (src/formats/json.ts) or `texts-invalid`, as `decodeTextGroups`.
 */
export const parseTextGroups = (json: string, file: string): TextGroups =>
  decodeTextGroups(parseJson(json, file, { what, shape, code: 'texts-not-json', hint }), file);

/** The groups that `value` is. Throws LabError `texts-invalid`: all problems, the first ten spelt out, each with its path and its value. */
export const decodeTextGroups = (value: unknown, file: string): TextGroups =>
  decode(textGroups, value, { file, code: 'texts-invalid', hint });
