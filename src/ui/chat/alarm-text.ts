/** What the threshold of a monitor promises, in sentences. Pure. */
import type { Alarm } from '../../experiment/monitor';
import { compact, percent } from '../parts/format';
import { t } from '../../language/t';

export interface Sides {
  readonly positive: string;
  readonly negative: string;
}

/** "1 of 20 (5 %)". */
const rate = (above: number, of: number): string => t`${above} of ${of} (${percent(of === 0 ? NaN : above / of)})`;

/** `share`: of false alarms, as it was asked for. `complete`: every text of the run was read. */
export function alarmSentences({ threshold, foundOn, hits, texts }: Alarm, share: number, sides: Sides, complete: boolean): string[] {
  if (!threshold) return [t`No “${sides.negative}” text of the set has a score at this block, so there is no threshold here.`];
  const { value, above, of, next, interval } = threshold;
  return [
    t`Above ${compact(value)} a text counts as “${sides.positive}”. Of the set’s “${sides.negative}” texts ${rate(above, of)} lie above it, false alarms: one more text like them does with ${percent(next)}, and so few texts leave open anything from ${percent(interval.low)} to ${percent(interval.high)}. Of its ${texts === 'test' ? t`held-out ` : ''}“${sides.positive}” texts ${rate(hits.above, hits.of)} do, hits.`,
    ...(next > share + 1e-9
      ? [
          t`With ${of} such texts no rate below 1 in ${of + 1} (${percent(1 / (of + 1))}) can be promised: the threshold is the highest of them.`,
        ]
      : []),
    ...(foundOn > 0
      ? [
          texts === 'test'
            ? t`The directions were found on ${foundOn} of these ${of} texts.`
            : t`No text of the set was held out: these are the texts that the directions were found on, and both rates flatter.`,
        ]
      : []),
    ...(complete ? [] : [t`The run was not whole: texts that were not read are not counted.`]),
    t`Turns of a conversation are other texts: how many of them raise a false alarm, the set cannot tell.`,
  ];
}
