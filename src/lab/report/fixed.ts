/** How a number stands in a sentence: one home for the page and for the sentences of src/lab. */

const MINUS = '−';

/** Fixed digits with a real minus, never "−0.00"; "–" where there is no number. */
export function fixed(value: number, digits = 2): string {
  if (!Number.isFinite(value)) return '–';
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? MINUS + text : text;
}

/** The same with a plus, for what goes one way or the other; what is rounded to 0 has no sign. */
export const signedFixed = (value: number, digits = 2): string => {
  const text = fixed(value, digits);
  return value > 0 && Number(text) !== 0 ? `+${text}` : text;
};
