/** Prompts of a sweep: those that a person writes into one field, and what each is called. Pure. */
import type { ScenarioSet } from '../../formats/scenario-set';
import { brief } from '../parts/format';

/** One's own prompts: an empty line stands between two. */
export const ownPrompts = (text: string): string[] =>
  text
    .split(/\n[^\S\n]*\n/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** [prompt] the title of its situation; of a prompt of one's own how it begins, with its number, so that two are told apart. */
export const namesOf = (prompts: readonly string[], { prompts: listed, scenarios }: Pick<ScenarioSet, 'prompts' | 'scenarios'>): string[] =>
  prompts.map((text, i) => {
    const known = listed.find((one) => one.text === text);
    return scenarios.find(({ id }) => id === known?.scenario)?.title ?? `${i + 1}: ${brief(text, 40)}`;
  });
