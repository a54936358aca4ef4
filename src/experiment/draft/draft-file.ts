/** A draft as this browser keeps it: JSON, checked when it is read back. Pure. */
import * as v from 'valibot';
import { writtenBy } from '../../formats/scenario-set';
import { list, oneOf, record, text } from '../../formats/schemas';
import type { Draft } from './draft';
import { mergedDraft } from './merge';

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

const encodeDraft = (of: Draft): string => JSON.stringify(of);

/** null where it is no draft, or none any more. */
function decodeDraft(json: string): Draft | null {
  const { success, output } = v.safeParse(v.pipe(v.string(), v.parseJson(), draft), json);
  return success ? output : null;
}

/** How this browser keeps a draft, and brings together what two tabs made of it. */
export const draftFile = { encode: encodeDraft, decode: decodeDraft, merge: mergedDraft };
