/** Two experiments side by side in one. */
import type { Answer } from './answer';
import { byId, type Experiment, type KnownSet } from './experiment';
import type { Play } from './play';
import { joinedRatings } from './rating';
import { numbered } from './additions';
import { partners, type Numbered } from './partners';

/**
 * The experiment with all records of another; what both have is taken once. Answers, choices and damages are numbered in each experiment
 * by itself, so that those of the other get free numbers, and its damages and ratings name its answers by the new ones. The view stays as
 * it is.
 */
export function merged(experiment: Experiment, other: Experiment): Experiment {
  const answers = withOthers('answer', experiment.answers, other.answers, withoutMonitor);
  const now = (name: string): string => answers.names.get(name) ?? name;
  const damages = other.damages.map((one) => ({ ...one, answer: now(one.answer) }));
  const ratings = other.ratings.map((one) => ({ ...one, of: now(one.of) }));
  return {
    ...experiment,
    sets: union(experiment.sets, other.sets, ({ hash }) => hash).map((set) => withItems(set, other.sets)),
    readings: union(experiment.readings, other.readings, ({ id }) => id),
    analyses: union(experiment.analyses, other.analyses, ({ id }) => id),
    directions: union(experiment.directions, other.directions, ({ id }) => id),
    answers: monitoredBy(answers, other.answers),
    choices: withOthers('choice', experiment.choices, other.choices).records,
    damages: withOthers('damage', experiment.damages, damages).records,
    ratings: joinedRatings(experiment.ratings, ratings),
    matrices: union(experiment.matrices, other.matrices, ({ id }) => id),
    readouts: union(experiment.readouts, other.readouts, ({ id }) => id),
    games: union(experiment.games, other.games, ({ id }) => id),
    plays: playsOf(experiment, other),
  };
}

/** What `merged` brought into the first of two experiments that it did not have. */
export interface Gained {
  readonly analyses: number;
  readonly answers: number;
  readonly choices: number;
  readonly damages: number;
  readonly matrices: number;
  readonly plays: number;
  /** Ratings that are new, or later than the one that was here. */
  readonly ratings: number;
  /** Of those, ratings of answers that were not here before; the answers came along. */
  readonly ratingsOfNew: number;
}

/** What is in `after`, the two experiments in one, that was not in `before`. */
export function gained(before: Experiment, after: Experiment): Gained {
  const more = (kind: 'analyses' | 'answers' | 'choices' | 'damages' | 'matrices' | 'plays'): number =>
    after[kind].length - before[kind].length;
  const known = new Set(before.ratings);
  const old = new Set(before.answers.map(({ id }) => id));
  const added = new Set(after.answers.map(({ id }) => id).filter((id) => !old.has(id)));
  const ratings = after.ratings.filter((one) => !known.has(one));
  return {
    ...{ analyses: more('analyses'), answers: more('answers'), choices: more('choices') },
    ...{ damages: more('damages'), matrices: more('matrices'), plays: more('plays') },
    ratings: ratings.length,
    ratingsOfNew: ratings.filter(({ of }) => added.has(of)).length,
  };
}

/** Games that were gone on from stand before those that go on: each names the other by its new number. */
function playsOf({ plays }: Experiment, other: Experiment): readonly Play[] {
  const { names } = withOthers('play', plays, other.plays, withoutFrom);
  const renamed = other.plays.map((one) => (one.from ? { ...one, from: { ...one.from, play: names.get(one.from.play)! } } : one));
  return withOthers('play', plays, renamed, withoutFrom).records;
}
const withoutFrom = (play: Play): object => ({ ...play, from: undefined });

/** A list with the records of another. `names`: what each record of the other is called now. */
interface Joined<R> {
  readonly records: readonly R[];
  readonly names: ReadonlyMap<string, string>;
}

/** What a monitor read of an answer is read anew along whatever directions are chosen: it makes no other answer. */
const withoutMonitor = (answer: Answer): object => ({ ...answer, monitor: undefined });

/** The answers, those without a reading of a monitor with that of their partners in the other experiment. */
function monitoredBy({ records, names }: Joined<Answer>, others: readonly Answer[]): readonly Answer[] {
  const read = new Map(others.flatMap(({ id, monitor }) => (monitor ? [[names.get(id)!, monitor] as const] : [])));
  if (!records.some(({ id, monitor }) => !monitor && read.has(id))) return records;
  return records.map((answer) => {
    const monitor = answer.monitor ?? read.get(answer.id);
    return monitor ? { ...answer, monitor } : answer;
  });
}

/** The list with the other's records: those whose `content` is equal but for its number are there, all else gets a new number. */
function withOthers<R extends Numbered>(
  kind: string,
  own: readonly R[],
  others: readonly R[],
  content: (record: R) => object = whole,
): Joined<R> {
  if (others.length === 0) return { records: own, names: new Map() };
  const partnerOf = partners(own, content);
  const names = new Map<string, string>();
  const fresh = others.filter((one) => {
    const partner = partnerOf(one);
    if (partner) names.set(one.id, partner.id);
    return !partner;
  });
  const records: readonly R[] = fresh.length > 0 ? numbered<R>(kind, own, fresh) : own;
  fresh.forEach(({ id }, i) => names.set(id, records[own.length + i]!.id));
  return { records, names };
}

const whole = (record: object): object => record;

/**
 * The first reading or direction that both have by name and that is another one in the other, as a path; null where there is none. Names
 * are made from content, so such a file was changed by hand.
 */
export function clash(experiment: Experiment, other: Experiment): string | null {
  const readings = other.readings.findIndex((one) => {
    const own = byId(experiment.readings, one.id);
    return own && !(own.set === one.set && own.model.graphHash === one.model.graphHash && own.texts.length === one.texts.length);
  });
  if (readings >= 0) return `readings[${readings}]`;
  const directions = other.directions.findIndex((one) => {
    const own = byId(experiment.directions, one.id);
    return own && !(own.layers === one.layers && own.width === one.width && String(own.data) === String(one.data));
  });
  return directions >= 0 ? `directions[${directions}]` : null;
}

/** Items are no part of a set's hash: a set without any takes those that the other experiment has for the same hash. */
function withItems(known: KnownSet, others: readonly KnownSet[]): KnownSet {
  const items = others.find(({ hash }) => hash === known.hash)?.set.items;
  return known.set.items || !items ? known : { ...known, set: { ...known.set, items } };
}

function union<R>(own: readonly R[], others: readonly R[], key: (record: R) => string): readonly R[] {
  const there = new Set(own.map(key));
  return [...own, ...others.filter((one) => !there.has(key(one)))];
}
