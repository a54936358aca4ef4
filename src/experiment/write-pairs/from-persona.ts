/** A persona trait in the form that has a model write pairs: its questions as situations, and its first two instructions. Pure. */
import type { Persona } from '../../formats/import/shapes';
import { withFields, withRow, type Draft } from '../draft/draft';
import type { WriteForm } from './file';
import { PLACES, type Sides } from './instructions';
import { t } from '../../language/t';

/** Questions that are taken: each is a situation of its own, and costs two requests a pair. */
export const MOST_QUESTIONS = 200;

/**
 * The draft with a situation for each question, a question that is there already not again, the first one in an empty row where there is
 * one; and what the form has then: both instructions, and no other situation. `name`: of set and concept, where they have none.
 */
export function withPersona(
  draft: Draft,
  { questions, instructions }: Persona,
  name: string,
): { readonly draft: Draft; readonly form: Pick<WriteForm, 'instructions' | 'without'> } {
  const asked = [...new Set(questions.slice(0, MOST_QUESTIONS))];
  const named: Draft = {
    ...draft,
    name: draft.name.trim() === '' ? name : draft.name,
    concept: { ...draft.concept, name: draft.concept.name.trim() === '' ? name : draft.concept.name },
  };
  const next = asked.reduce(withQuestion, named);
  const isAsked = (one: Draft['scenarios'][number]): boolean => asked.some((question) => isOf(one, question));
  return {
    draft: next,
    form: {
      instructions: { positive: told(instructions.positive), negative: told(instructions.negative) } satisfies Sides,
      without: next.scenarios.filter((one) => !isAsked(one)).map(({ id }) => id),
    },
  };
}

const isOf = ({ title, objective, person }: Draft['scenarios'][number], question: string): boolean =>
  title === question && objective.trim() === '' && person.trim() === '';

function withQuestion(draft: Draft, question: string): Draft {
  if (draft.scenarios.some((one) => isOf(one, question))) return draft;
  const isEmpty = ({ title, ...one }: Draft['scenarios'][number]): boolean => isOf({ ...one, title: title.trim() }, '');
  const roomy = draft.scenarios.some(isEmpty) ? draft : withRow(draft, 'scenarios');
  return withFields(roomy, 'scenarios', roomy.scenarios.find(isEmpty)!.id, { title: question });
}

/** An instruction in front of the question, as a system prompt stands; the length is asked for on both sides alike. */
const told = (instruction: string): string =>
  instruction.includes(PLACES.situation)
    ? instruction
    : `${instruction}\n\n${PLACES.situation}\n\n${t`Answer in about ${PLACES.words} words.`}`;
