/** A draft as this browser keeps it: JSON, checked when it is read back. Pure. */
import * as v from 'valibot';
import { writtenBy } from '../../formats/scenario-set';
import { list, oneOf, record, text } from '../../formats/schemas';
import type { Draft } from './draft';
import { mergedDraft } from './merge';
import type { TextFile } from './out';
import { decode } from '../../formats/codec';
import { parseJson } from '../../formats/json';
import { DRAFT } from '../../formats/kind';
import { slug } from '../../formats/slug';
import { t } from '../../language/t';

const row = { id: text, scenario: text };
const sides = { positive: text, negative: text };
const score = v.nullable(oneOf(0, 1, 2));

const draft = record({
  name: text,
  about: text,
  licence: text,
  concept: record({ name: text, ...sides }),
  asking: record(sides),
  scenarios: list(record({ id: text, title: text, objective: text, person: text, rubric: v.tuple([text, text, text]) })),
  pairs: list(
    record({ ...row, split: oneOf('auto', 'train', 'test'), ...sides, prompt: v.optional(text), writtenBy: v.optional(writtenBy) }),
  ),
  scored: list(record({ ...row, text, score, prompt: v.optional(text) })),
  prompts: list(record({ ...row, text })),
  items: list(
    record({
      ...row,
      prompt: text,
      options: list(record({ text, side: oneOf('positive', 'negative') })),
      order: v.optional(oneOf('listed', 'open')),
    }),
  ),
});

const FILE_VERSION = 1;
/** A draft as a file of its own. */
const file = record({ format: oneOf(DRAFT), version: oneOf(FILE_VERSION), draft });

/** As a file that is opened here again, whatever it lacks of a set. */
export const draftOut = (of: Draft): TextFile => ({
  name: `${slug(of.name, 'my-set')}.draft.json`,
  type: 'application/json',
  text: `${JSON.stringify({ format: DRAFT, version: FILE_VERSION, draft: of }, null, 2)}\n`,
});

/** The draft of a file. Throws `bad-input`, with the field, where it is none. */
export function draftIn(json: string, name: string): Draft {
  const code = 'bad-input';
  const hint = t`Take a draft that was downloaded here; a set goes to “Use texts of your own”.`;
  const value = parseJson(json, name, {
    what: t`a set that is being written`,
    shape: t`one object with format, version and draft`,
    code,
    hint,
  });
  return decode(file, value, { code, hint, file: name }).draft;
}

const encodeDraft = (of: Draft): string => JSON.stringify(of);

/** null where it is no draft, or none any more. */
function decodeDraft(json: string): Draft | null {
  const { success, output } = v.safeParse(v.pipe(v.string(), v.parseJson(), draft), json);
  return success ? output : null;
}

/** How this browser keeps a draft, and brings together what two tabs made of it. */
export const draftFile = { encode: encodeDraft, decode: decodeDraft, merge: mergedDraft };
