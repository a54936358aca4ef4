/** What a number field takes of what was typed into it, and the sentence that says where the two differ. Pure. */
import { tick } from './format';
import { t } from '../../language/t';

export interface Bounds {
  min: number;
  max: number;
  /** Only whole numbers are taken. */
  whole: boolean;
}

/** `note` is empty where the typed number was taken as it is. What is no number leaves `current` in place. */
export function taken(text: string, { min, max, whole }: Bounds, current: number): { value: number; note: string } {
  const typed = text.trim() === '' ? NaN : Number(text);
  if (Number.isNaN(typed)) return { value: current, note: t`That is no number; ${tick(current)} stays.` };
  const value = Math.min(max, Math.max(min, whole ? Math.round(typed) : typed));
  if (value === typed) return { value, note: '' };
  const reason = typed > max ? t`${tick(max)} is the most` : typed < min ? t`${tick(min)} is the least` : t`Only whole numbers go here`;
  return { value, note: t`${reason}; ${tick(value)} was taken.` };
}
