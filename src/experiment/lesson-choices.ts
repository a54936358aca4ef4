/** What a lesson reads of choices: the push towards the concept that is spoken of (`spokenPush`), beside random ones and asking. */
import { among } from '../lab/choices';
import { mean } from '../lab/moments';
import type { AskedUnder } from '../lab/report/choices';
import { spokenPush } from '../lab/report/spoken-push';
import { askedIn, waysAlong } from './choices-asked';
import type { Experiment } from './experiment';
import type { ShownRun } from './shown';
import { nearestWay, type SetWay } from './ways';

/** Each null where it is not known. Margins are in nats. */
export interface ChoiceReadings {
  /** Choices on record along the directions. */
  readonly choices: number;
  /** Mean change of the margin over items. */
  readonly shift: number | null;
  /** Items whose margin moved with the push, of how many. */
  readonly right: number | null;
  readonly items: number | null;
  /** Of 100 random directions of the same size, how many move the margin less far towards the concept. */
  readonly amongRandom: number | null;
  /** Mean change where the prompt asks for the concept, without a push. */
  readonly asked: number | null;
}

const NONE: ChoiceReadings = { choices: 0, shift: null, right: null, items: null, amongRandom: null, asked: null };

/** Changes of the margins that are known with and without, [item]. */
const shifts = ({ margins }: Pick<AskedUnder, 'margins'>, plain: readonly number[]): number[] =>
  margins.map((one, i) => one - plain[i]!).filter(Number.isFinite);

export function choiceReadings(
  { experiment: { choices }, way: set }: { experiment: Experiment; way: SetWay },
  run: ShownRun | null,
): ChoiceReadings {
  const way = run && nearestWay(waysAlong(choices, run.record.id), set);
  const asked = way && askedIn(choices, way);
  if (!asked) return NONE;
  const { plain, random, asked: words } = asked.margins;
  const spoken = spokenPush(asked.margins, 1);
  if (!spoken) return { ...NONE, choices: asked.records.length };
  const moved = shifts(spoken, plain);
  const drawn = random.filter(({ alpha }) => alpha === spoken.alpha).map((one) => mean(shifts(one, plain)));
  const inWords = words.find(({ side }) => side === 'positive');
  return {
    choices: asked.records.length,
    shift: mean(moved),
    right: moved.filter((one) => one > 0).length,
    items: moved.length,
    amongRandom: drawn.length < 2 ? null : Math.round(100 * among(mean(moved), drawn).percentile),
    asked: inWords ? mean(shifts(inWords, plain)) : null,
  };
}
