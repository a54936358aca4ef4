/** How counts, sizes and long names are said, on the page and in messages. */
import { say } from './language/t';

/** Made once: `toLocaleString` makes one for every number, which takes a hundred times as long. */
const GROUPED = new Intl.NumberFormat('en-GB');
/** "12,000". */
export const grouped = (n: number): string => GROUPED.format(n);

/**
 * A number with its noun: "1 text", "1,200 texts". A language file has it by its form for many, "{0} texts", with the plural forms that
 * the language has.
 */
export function count(n: number, one: string, many = `${one}s`): string {
  const number = grouped(n);
  return say(`{0} ${many}`, [number], n) ?? `${number} ${n === 1 ? one : many}`;
}

/** A size in decimal units, as download pages count: "12 kB", "104 MB", "1.2 GB". */
export function bytes(count: number): string {
  if (count < 1e6) return `${Math.ceil(count / 1e3)} kB`;
  if (count < 1e9) return `${Math.round(count / 1e6)} MB`;
  return `${(count / 1e9).toFixed(1)} GB`;
}

/** A name that may be of any length, so short that it fits where names stand: at most `most` letters. */
export function brief(name: string, most = 60): string {
  const letters = [...name];
  return letters.length <= most ? name : `${letters.slice(0, most - 1).join('')}…`;
}
