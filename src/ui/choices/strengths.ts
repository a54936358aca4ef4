/** The strengths that a person writes into one field, and back. Pure. */
import { MOST_STRENGTHS } from '../../experiment/ask-settings';
import { tick } from '../parts/format';
import { t } from '../../language/t';

export type Strengths =
  { readonly alphas: readonly number[]; readonly problem: null } | { readonly alphas: null; readonly problem: string };

/** "−3, 0, 3" → [−3, 0, 3]; else a sentence that says what is wrong. Numbers stand between commas, semicolons or spaces. */
export function parseStrengths(text: string, most: number): Strengths {
  const refuse = (problem: string): Strengths => ({ alphas: null, problem });
  const words = text
    .replaceAll('−', '-')
    .split(/[\s,;]+/)
    .filter(Boolean);
  const wrong = words.find((word) => !Number.isFinite(Number(word)));
  if (wrong !== undefined) return refuse(t`“${wrong.slice(0, 20)}” is no number. Write strengths like −3, 0, 3.`);
  const alphas = [...new Set(words.map(Number))].sort((a, b) => a - b);
  if (!alphas.some((alpha) => alpha !== 0)) return refuse(t`Write at least one strength other than 0.`);
  if (alphas.length > MOST_STRENGTHS) return refuse(t`${alphas.length} strengths are too many: at most ${MOST_STRENGTHS}.`);
  const far = alphas.find((alpha) => Math.abs(alpha) > most);
  if (far !== undefined) return refuse(t`${tick(far)} is too far: strengths lie between ${tick(-most)} and ${tick(most)}.`);
  return { alphas, problem: null };
}

export const strengthsText = (alphas: readonly number[]): string => alphas.map(tick).join(', ');
