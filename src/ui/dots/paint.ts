/** The colours of the rows: the two kinds of text, and the three EIA scores as steps of one hue, light to strong. */

const DOTS: Readonly<Record<string, string>> = {
  positive: 'var(--positive)',
  negative: 'var(--negative)',
  eia0: 'var(--measure-weak)',
  eia1: 'var(--measure-half)',
};

/** The dots of a row. */
export const paintOf = (row: string): string => DOTS[row] ?? 'var(--measure)';

/** The name of a row. */
export const inkOf = (row: string): string => (row === 'positive' || row === 'negative' ? `var(--${row}-ink)` : 'var(--ink)');
