/**
 * The recording that comes with the page, in parts, so that the first chart waits for nothing that is not in it. A set's run is a run file;
 * answers, choices and readouts are parts, which name the directions of a run and hold nothing of it again. tests/record.mjs makes them.
 */
import type { ScenarioSet } from '../formats/scenario-set';
import type { Method } from '../lab/readers/method';
import { SHIPPED_SETS, type ShippedSet } from './shipped';

/** The sets whose prompts were answered under pushes. */
const ANSWERED: readonly ShippedSet[] = SHIPPED_SETS.map(({ id }) => id);
/** Those whose answers were held against controls, too. */
const HELD_AGAINST: readonly ShippedSet[] = ['empathy'];
/** Other methods that the first set's directions were found by. */
const BY = ['logistic', 'lda'] as const satisfies readonly Method[];
type By = (typeof BY)[number];
const isBy = (of: string): of is By => (BY as readonly string[]).includes(of);
/** Along whose directions choices were asked: of sets, and of the first one by other methods. */
export const ASKED = ['empathy', ...BY, 'decisions'] as const satisfies readonly (ShippedSet | By)[];

/** A part by what it holds. `prompt`: the id of a prompt of the set. */
export type Part =
  | { readonly kind: 'run' | 'readouts'; readonly set: ShippedSet }
  | { readonly kind: 'choices'; readonly of: (typeof ASKED)[number] }
  | { readonly kind: 'answers' | 'controls'; readonly set: ShippedSet; readonly prompt: string }
  /** All sets tried on each other; the first set's run by other methods; a conversation, and games, along the first set's direction. */
  | { readonly kind: 'matrix' | By | 'chat' | 'plays' };

/** The run that the page opens with. */
export const FIRST_SET = SHIPPED_SETS[0].id;
export const FIRST_PART: Part = { kind: 'run', set: FIRST_SET };

/** What is compared: runs of all other sets, the first one's by other methods, all sets tried on each other. */
export const COMPARED: readonly Part[] = [
  ...SHIPPED_SETS.slice(1).map(({ id }): Part => ({ kind: 'run', set: id })),
  ...BY.map((kind): Part => ({ kind })),
  { kind: 'matrix' },
];

/** Its file in public/. */
export function fileOf(part: Part): string {
  switch (part.kind) {
    case 'run':
      return `demo/${part.set}.json.gz`;
    case 'readouts':
      return `demo/${part.set}.readouts.json.gz`;
    case 'choices':
      return `demo/${part.of}.choices.json.gz`;
    case 'answers':
    case 'controls':
      return `demo/${part.set}.${part.kind}.${part.prompt}.json.gz`;
    case 'matrix':
    case 'logistic':
    case 'lda':
    case 'chat':
    case 'plays':
      return `demo/${part.kind}.json.gz`;
  }
}

/** The answers to a prompt of a set, in its words; null where none were recorded. */
export function answersTo(set: ShippedSet, prompts: ScenarioSet['prompts'], text: string): Part | null {
  const prompt = prompts.find((one) => one.text === text);
  return prompt && ANSWERED.includes(set) ? { kind: 'answers', set, prompt: prompt.id } : null;
}

/** The answers to every prompt of a set, then their controls: what its recorded sweep is made of. */
export const sweepOf = (set: ShippedSet, prompts: ScenarioSet['prompts']): Part[] => [
  ...prompts.flatMap(({ text }) => answersTo(set, prompts, text) ?? []),
  ...(HELD_AGAINST.includes(set) ? prompts.map(({ id }): Part => ({ kind: 'controls', set, prompt: id })) : []),
];

/** The run along whose directions choices were asked. */
export const runAsked = (of: (typeof ASKED)[number]): Part => (isBy(of) ? { kind: of } : { kind: 'run', set: of });

/** What choices along a recorded run are kept as. */
export const askedAs = (set: string, method: Method): string => (isBy(method) ? method : set);

/** Whether it is a run file; else it is a part of a run. */
export const isRun = ({ kind }: Part): boolean => !['readouts', 'choices', 'answers', 'controls', 'chat', 'plays'].includes(kind);
