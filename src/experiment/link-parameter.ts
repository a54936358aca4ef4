/** What one name of a link is: how its text is read, written and left out; and what links carry. */
import * as v from 'valibot';
import type { ScenarioSet } from '../formats/scenario-set';
import type { Method } from '../lab/readers/method';
import type { ChoosingSettings, PlayingSettings, SweepingSettings } from './ask-settings';
import type { Edit } from './answer';
import type { KeptPooling } from './capture';
import type { ShippedSet } from './shipped';
import type { ShownGame } from './shown-game';
import type { BesideId, SteeringSettings, View } from './view';

/** The part of an experiment that a link carries. */
export interface Choices {
  /** The id of a lesson. */
  lesson?: string;
  /** Its step, from 1. */
  step?: number;
  /** What of the page the step shows: names of its sections and folds. */
  show?: readonly string[];
  /** The lesson itself, packed (src/formats/packed-text.ts). */
  lessonFile?: string;
  /** A scenario set that comes with the page, or the one of their own that this browser's owner used last. */
  set?: ShippedSet | typeof OWN_SET;
  /** Of a set of one's own: how its hash begins. */
  ownHash?: string;
  /** The texts of a set of one's own, packed (src/formats/packed-text.ts). */
  texts?: string;
  /** Of a file of A/B items of one's own, which are asked: how its hash begins. */
  itemsFile?: string;
  layer?: number;
  pooling?: KeptPooling;
  method?: Method;
  withoutMean?: boolean;
  /** The seed of resamples, folds and chance. */
  draws?: number;
  /** What is drawn beside the AUROC curve. */
  beside?: readonly BesideId[];
  template?: boolean;
  steering?: Partial<SteeringSettings>;
  /** Beside the push; directions may be `SHOWN`. Links of version 1 say nothing of them. */
  edits?: readonly Edit[];
  /** The id of a prompt of the set. */
  ask?: string;
  choosing?: Partial<ChoosingSettings>;
  sweeping?: Partial<Omit<SweepingSettings, 'without' | 'own'>>;
  playing?: Partial<PlayingSettings>;
  /** Places of prompts of the set, from 1, that a sweep leaves out. */
  sweepWithout?: readonly number[];
  /** The game that is looked at, as far as the link says it. */
  game?: Partial<ShownGame>;
}

/** What is in use beside the experiment. */
export interface InUse {
  /** The scenario set; null while none is. */
  set: ShippedSet | typeof OWN_SET | null;
  /** Of a set of one's own. */
  ownHash?: string;
  /** The texts of a set of one's own, packed, where they go along. */
  texts?: string;
  /** The id of the directions on show. */
  directions?: string;
  /** Of the file of A/B items that is asked; absent while those of the set are. */
  itemsHash?: string;
  prompts: ScenarioSet['prompts'];
  /** Whether a prompt of one's own is written out. */
  ownPrompt: boolean;
  /** Whether there are words of one's own to come back to: then the usual prompt is named, too, or a reload would take the words for it. */
  hasWords?: boolean;
  /** The lesson that is shown: what its step sets need not be said. */
  lesson?: {
    readonly id: string;
    readonly step: number;
    readonly set: ShippedSet;
    readonly show: readonly string[] | null;
    readonly packed: string | null;
  };
}

/** How a link names a set that does not come with the page, and the beginning of its hash behind a dash. */
export const OWN_SET = 'own';

/** How an edit of a link names the directions that are on show. */
export const SHOWN = 'shown';

/** So many digits of a hash are in a link. */
export const HASH_DIGITS = 8;

/** One name in a link. */
export interface Parameter {
  name: string;
  /** The text to stand in the link; null where nothing is to be said, or the default. */
  write: (view: View, defaults: View, inUse: InUse) => string | null;
  /** What the text chooses, or in words what was expected. */
  read: (text: string) => { choices: Choices } | { expected: string };
}

/**
 * `schema`: text → value, its messages what a person may write. `of`: the value to write, null for none; the default is that of the
 * defaults, unless `standard` is given. `take`: what it chooses.
 */
export const parameter = <T>(
  name: string,
  schema: v.GenericSchema<string, T>,
  of: (view: View, inUse: InUse) => T | null,
  take: (value: T) => Choices,
  standard: (defaults: View, inUse: InUse) => T | null = of,
): Parameter => ({
  name,
  write: (view, defaults, inUse) => {
    const [value, usual] = [print(of(view, inUse)), print(standard(defaults, inUse))];
    return value === usual ? null : value;
  },
  read: (text) => {
    const { success, output, issues } = v.safeParse(schema, text);
    return success ? { choices: take(output) } : { expected: issues[0].message };
  },
});
const print = (value: unknown): string | null => (value === null ? null : Array.isArray(value) ? value.join('-') : String(value));
