/**
 * The recording that comes with the page, in parts, so that the first chart waits for nothing that is not in it. A set's run is a run file;
 * answers, choices and readouts are parts, which name the directions of a run and hold nothing of it again. tests/record.mjs makes them.
 */
import * as v from 'valibot';
import { decode } from '../formats/codec';
import { list, oneOf, versioned } from '../formats/schemas';
import { unpackJson } from '../formats/packed';
import type { ScenarioSet } from '../formats/scenario-set';
import { LabError } from '../error';
import { answer } from './answer';
import { choice } from './choice';
import { expectWhole } from './consistent';
import { damageRecord } from './damage';
import { directionsRecord } from './directions';
import { byId, emptyExperiment, type Experiment, type Recorded } from './experiment';
import { rating } from './rating';
import { readoutRecord } from './readout';
import { SHIPPED_SETS, type ShippedSet } from './shipped';

/** The sets whose prompts were answered under pushes. */
const ANSWERED: readonly ShippedSet[] = ['empathy', 'empathy-matched', 'decisions'];
/** Run files of sets that have one already: the first by another method; decisions read as answers in the chat template. */
type Again = 'logistic' | 'decisions-answer';
/** Along whose directions choices were asked. */
export const ASKED = ['empathy', 'logistic', 'decisions', 'decisions-answer'] as const satisfies readonly (ShippedSet | Again)[];

/** A part by what it holds. `prompt`: the id of a prompt of the set. */
export type Part =
  | { readonly kind: 'run' | 'readouts'; readonly set: ShippedSet }
  | { readonly kind: 'choices'; readonly of: (typeof ASKED)[number] }
  | { readonly kind: 'answers'; readonly set: ShippedSet; readonly prompt: string }
  /** All sets tried on each other, or a set that has a run already. */
  | { readonly kind: 'matrix' | Again };

/** The run that the page opens with. */
export const FIRST_SET = SHIPPED_SETS[0].id;
export const FIRST_PART: Part = { kind: 'run', set: FIRST_SET };

/** What is compared: runs of all other sets, the first one's by another method, all sets tried on each other. */
export const COMPARED: readonly Part[] = [
  ...SHIPPED_SETS.slice(1).map(({ id }): Part => ({ kind: 'run', set: id })),
  { kind: 'logistic' },
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
      return `demo/${part.set}.answers.${part.prompt}.json.gz`;
    case 'matrix':
    case 'logistic':
    case 'decisions-answer':
      return `demo/${part.kind}.json.gz`;
  }
}

/** The answers to a prompt of a set, in its words; null where none were recorded. */
export function answersTo(set: ShippedSet, prompts: ScenarioSet['prompts'], text: string): Part | null {
  const prompt = prompts.find((one) => one.text === text);
  return prompt && ANSWERED.includes(set) ? { kind: 'answers', set, prompt: prompt.id } : null;
}

/** The run along whose directions choices were asked. */
export const runAsked = (of: (typeof ASKED)[number]): Part =>
  of === 'logistic' || of === 'decisions-answer' ? { kind: of } : { kind: 'run', set: of };

/** Whether it is a run file; else it is a part of a run. */
export const isRun = ({ kind }: Part): boolean => !['readouts', 'choices', 'answers'].includes(kind);

const written = versioned(
  { format: v.literal('eia-lab/part', '"eia-lab/part"'), version: oneOf(1) },
  {
    answers: v.optional(list(answer), []),
    damages: v.optional(list(damageRecord), []),
    choices: v.optional(list(choice), []),
    ratings: v.optional(list(rating), []),
    readouts: v.optional(list(readoutRecord), []),
    /** Of other concepts, which stand beside the choices. */
    directions: v.optional(list(directionsRecord), []),
  },
);

/**
 * The records of a part as an experiment of their own, with the directions that they name out of `experiment`. Throws
 * `experiment-not-json`, and `experiment-invalid` with file and path.
 */
export function decodePart(json: string, file: string, { directions }: Pick<Experiment, 'directions'>): Recorded {
  const told = { code: 'experiment-invalid', hint: HINT, file, whole: '(whole file)', most: 1 } as const;
  let value: unknown;
  try {
    value = unpackJson(json);
  } catch (error) {
    throw new LabError('experiment-not-json', `${file} is no part of a recording: ${(error as Error).message}.`, HINT);
  }
  const { answers, damages, choices, ratings, readouts, directions: own } = decode(written, value, told);
  const named = directions.filter(({ id }) => json.includes(id) && !byId(own, id));
  return expectWhole({ ...emptyExperiment(), directions: [...named, ...own], answers, damages, choices, ratings, readouts }, told);
}

const HINT = 'The file is damaged or from another version of the lab.';
