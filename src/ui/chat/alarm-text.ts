/** What the threshold of a monitor promises, in sentences. Pure. */
import type { Alarm } from '../../experiment/monitor';
import { compact, percent } from '../parts/format';

export interface Sides {
  readonly positive: string;
  readonly negative: string;
}

/** "1 of 20 (5 %)". */
const rate = (above: number, of: number): string => `${above} of ${of} (${percent(of === 0 ? NaN : above / of)})`;

/** `share`: of false alarms, as it was asked for. `complete`: every text of the run was read. */
export function alarmSentences({ threshold, hits, texts }: Alarm, share: number, sides: Sides, complete: boolean): string[] {
  if (!threshold) return [`No “${sides.negative}” text of the set has a score at this block, so there is no threshold here.`];
  const { value, above, of } = threshold;
  const held = texts === 'test' ? 'held-out ' : '';
  return [
    `Above ${compact(value)} a text counts as “${sides.positive}”. Of the set’s ${held}“${sides.negative}” texts ${rate(above, of)} lie above it, false alarms; of its ${held}“${sides.positive}” texts ${rate(hits.above, hits.of)} do, hits.`,
    ...(share * of < 1
      ? [`With ${of} such texts a rate below 1 in ${of} (${percent(1 / of)}) cannot be had: the threshold is the highest of them.`]
      : []),
    ...(texts === 'all'
      ? ['No text of the set was held out: these are the texts that the directions were found on, and both rates flatter.']
      : []),
    ...(complete ? [] : ['The run was not whole: texts that were not read are not counted.']),
    'The threshold was set on the set’s texts. Turns of a conversation are other texts, so the rate of false alarms holds for texts like the set’s.',
  ];
}
