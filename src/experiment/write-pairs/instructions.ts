/**
 * What a model is told so that it writes one side of a pair: two instructions of our own, one a side, alike but for the side, which a
 * person can change. Where the situation and the number of words belong is marked in them. Pure.
 */
import type { ChatMessage } from '../../endpoint/chat';
import type { Draft } from '../draft/draft';
import { t } from '../../language/t';

export interface Sides<T = string> {
  readonly positive: T;
  readonly negative: T;
}
export type Side = keyof Sides;
export const SIDES: readonly Side[] = ['positive', 'negative'];

/** A situation as a model is told of it. */
export interface Situation {
  /** Its id in the draft. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** Where the situation stands in an instruction, and where the number of words: of no language, for instructions are kept. */
export const PLACES = { situation: '{S}', words: '{N}' } as const;

/** The instructions for a concept. `asking`: the sentences of the set that ask for each side; '' where it has none. */
export const instructionsFor = ({ concept, asking }: Pick<Draft, 'concept' | 'asking'>): Sides => ({
  positive: instruction(concept.positive.trim() || t`showing the concept`, asking.positive.trim()),
  negative: instruction(concept.negative.trim() || t`not showing it`, asking.negative.trim()),
});

function instruction(side: string, asking: string): string {
  const manner = asking === '' ? t`You act in a way that is: ${side}.` : t`You act in a way that is: ${side}. ${asking}`;
  return t`This is a situation:

${PLACES.situation}

You are in it. ${manner} Say what you do and why, in the first person and the present tense, in about ${PLACES.words} words. Show it by what you do, and do not name it. Write plain sentences without a heading.`;
}

/** The draft's situations that have words. */
export const situationsOf = ({ scenarios }: Pick<Draft, 'scenarios'>): Situation[] =>
  scenarios.flatMap((one, i) => {
    const text = situationText(one);
    return text === '' ? [] : [{ id: one.id, title: one.title.trim() || t`situation ${i + 1}`, text }];
  });

type Told = Partial<Record<'title' | 'objective' | 'person', string | undefined>>;

/** A situation in sentences; '' where nothing is said of it. */
export const situationText = ({ title = '', objective = '', person = '' }: Told): string =>
  [title, objective, person]
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => (/[.!?…]["”’)]?$/.test(text) ? text : `${text}.`))
    .join(' ');

/** What is said to the model. An instruction without a place for the situation has it in front. */
export function messagesFor(instruction: string, situation: Situation, words: number): readonly [ChatMessage] {
  const placed = instruction.includes(PLACES.situation) ? instruction : `${PLACES.situation}\n\n${instruction}`;
  return [{ role: 'user', content: placed.replaceAll(PLACES.situation, () => situation.text).replaceAll(PLACES.words, String(words)) }];
}
