/** Short names of analyses and sets, for pictures without room. Pure. */
import type { HeatLabel } from '../figure/heat';
import type { LineMark } from '../figure/plan';
import { nthLine } from '../figure/marks';
import type { ShownRun } from '../../experiment/shown';

/** An analysis as the comparison calls it: a letter, the line of the choice beside Run, and its mark. */
export interface Named {
  readonly letter: string;
  readonly text: string;
  readonly mark: LineMark;
  readonly run: ShownRun;
}

const letterOf = (n: number): string => (n < 26 ? String.fromCharCode(65 + n) : `A${n - 25}`);

/** Analyses by letters, in the order in which they came. `lines`: those of `linesOf`. */
export const named = (runs: readonly ShownRun[], lines: readonly { readonly id: string; readonly text: string }[]): Named[] =>
  runs.flatMap((run) => {
    const at = lines.findIndex(({ id }) => id === run.id);
    return at < 0 ? [] : [{ letter: letterOf(at), text: lines[at]!.text, mark: nthLine(at), run }];
  });

/** "A Empathy in action · …. B …. EIA Lab 0.1.0." */
export const originOf = (all: readonly Named[], version: string): string =>
  `${all.map(({ letter, text }) => `${letter}: ${text}.`).join(' ')} EIA Lab ${version}.`;

/** Names by number, "2 Honesty"; where two are equal the numbers tell them apart. */
export const numbered = (names: readonly string[]): HeatLabel[] => names.map((long, i) => ({ short: String(i + 1), long }));
