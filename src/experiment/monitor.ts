/**
 * A monitor of a conversation: each text of a turn is read by itself and without a push, in the very way in which the texts of a set were
 * read, and held against a threshold that few of the set's own negative texts exceed.
 */
import * as v from 'valibot';
import { flag, list, oneOf, record, whole } from '../formats/schemas';
import { contrastOf, placesOf, type Label } from '../lab/contrast';
import { above, thresholdAt, type Above, type Threshold } from '../lab/threshold';
import { POOLINGS } from './capture';
import { id, measured } from './fields';
import { how, readOn } from './reading';
import type { ShownRun } from './shown';

const monitoredText = record({
  /** [layer]: projections on the directions. */
  scores: list(measured),
  /** Tokens read, after the cut. */
  tokens: whole,
  /** Its end was not read. */
  truncated: flag,
});

/** What was read of a turn. A text is null where it has nothing that can be read in this way. */
export const monitored = record({
  directions: id,
  pooling: oneOf(...POOLINGS),
  how,
  on: readOn,
  user: v.nullable(monitoredText),
  assistant: v.nullable(monitoredText),
});
export type Monitored = v.InferOutput<typeof monitored>;

/** The way in which a run's texts were read and scored, as a turn's are. */
export type MonitorWay = Pick<Monitored, 'directions' | 'pooling' | 'how'>;
export const wayOf = ({
  record: { id: directions },
  spec: { pooling },
  reading,
}: Pick<ShownRun, 'record' | 'spec' | 'reading'>): MonitorWay => ({
  directions,
  pooling,
  how: reading.how,
});

/** Whether a turn was read in that way. */
export const isMonitoredIn = (made: Monitored | undefined, { directions, pooling, how: wanted }: MonitorWay): boolean =>
  made?.directions === directions &&
  made.pooling === pooling &&
  made.how.template === wanted.template &&
  made.how.maxTokens === wanted.maxTokens;

/** Above what a turn is told apart from the negative texts of a set, and how well that does on the set itself. */
export interface Alarm {
  /** Over all negative texts of the set, with how many of them lie above it; null where none has a score at this block. */
  readonly threshold: Threshold | null;
  /** How many of those texts the directions were found on. */
  readonly foundOn: number;
  /** The positive texts above it. */
  readonly hits: Above;
  /** Whether those are held-out texts, or, for want of any, the texts that the directions were found on, too. */
  readonly texts: 'test' | 'all';
}

/**
 * The alarm of a run at a block for a stated share of false alarms. The threshold is set by all negative texts: a few held-out ones say
 * little of a rate, and the directions were found on the difference of the others, which flatters hits more than it lowers one kind.
 */
export function alarmOf({ scores, set }: Pick<ShownRun, 'scores' | 'set'>, layer: number, share: number): Alarm {
  const tests = placesOf(contrastOf(set.set), ({ split }) => split === 'test');
  const of = (side: Label, wanted: 'test' | 'all'): number[] => {
    const tested = new Set(tests[side]);
    return (scores[side][layer] ?? []).filter((score, i) => !Number.isNaN(score) && (wanted === 'all' || tested.has(i)));
  };
  const texts = of('positive', 'test').length > 0 ? 'test' : 'all';
  const negative = of('negative', 'all');
  const threshold = thresholdAt(negative, share);
  const positive = of('positive', texts);
  return {
    threshold,
    foundOn: negative.length - of('negative', 'test').length,
    hits: threshold ? above(positive, threshold.value) : { above: 0, of: positive.length },
    texts,
  };
}
