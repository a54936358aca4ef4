/** Short names of analyses and sets, for pictures without room. Pure. */
import type { HeatLabel } from '../figure/heat';
import type { LineMark } from '../figure/plan';
import { nthLine } from '../figure/marks';
import type { ShownRun } from '../../experiment/shown';
import { unusual } from '../run/found-by';
import { t } from '../../language/t';

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

/** "A: Empathy in action · …. B: … · seed 7. EIA Lab 0.1.0.": each with what is unusual in its way, where its line does not say it. */
export const originOf = (all: readonly Named[], version: string): string =>
  t`${all.map(({ letter, text, run }) => `${letter}: ${[text, ...notIn(text, run)].join(' · ')}.`).join(' ')} EIA Lab ${version}.`;

const notIn = (text: string, { spec, capture: { template } }: ShownRun): string[] =>
  unusual({ ...spec, template }).filter((part) => !text.split(' · ').includes(part));

/** Names by number, "2 Honesty"; where two are equal the numbers tell them apart. */
export const numbered = (names: readonly string[]): HeatLabel[] => names.map((long, i) => ({ short: String(i + 1), long }));
