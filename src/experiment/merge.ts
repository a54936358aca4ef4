/** Two experiments side by side in one. */
import type { Answer } from './answer';
import { byId, type Experiment, type KnownSet } from './experiment';
import type { Play } from './play';
import { joinedRatings } from './rating';
import { numbered } from './additions';

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

/** A record of a list that is numbered; `at`: ISO 8601. */
interface Numbered {
  readonly id: string;
  readonly at: string;
}

/** The list with the other's records: those whose `content` is equal but for its number are there, all else gets a new number. */
function withOthers<R extends Numbered>(
  kind: string,
  own: readonly R[],
  others: readonly R[],
  content: (record: R) => object = whole,
): Joined<R> {
  if (others.length === 0) return { records: own, names: new Map() };
  const moments = new Set(own.map(({ at }) => at));
  const both = new Set(others.flatMap(({ at }) => (moments.has(at) ? [at] : [])));
  const named = (write: Write): [keys: string[], there: Map<string, string>] => [
    contentKeys(others, both, content, write),
    new Map(contentKeys(own, both, content, write).map((key, i) => [key, own[i]!.id])),
  ];
  let [keys, there] = named(asWritten);
  // Mostly one hand wrote what both have; only where it seems to be another is the order of the fields looked past.
  if (others.some(({ at }, i) => both.has(at) && !there.has(keys[i]!))) [keys, there] = named(inOrder);
  const fresh = others.flatMap((one, i) => (there.has(keys[i]!) ? [] : [{ key: keys[i]!, one }]));
  const records: readonly R[] =
    fresh.length > 0
      ? numbered<R>(
          kind,
          own,
          fresh.map(({ one }) => one),
        )
      : own;
  fresh.forEach(({ key }, i) => there.set(key, records[own.length + i]!.id));
  return { records, names: new Map(others.map((one, i) => [one.id, there.get(keys[i]!)!])) };
}

/**
 * [record] its content but its number, as `write` has it; the moment alone where only one of the two
 * lists has it, of which no record can be in the other. Of several that are equal the first is told from the second, so that each has its
 * partner in the other experiment.
 */
function contentKeys<R extends Numbered>(
  records: readonly R[],
  both: ReadonlySet<string>,
  contentOf: (record: R) => object,
  write: Write,
): string[] {
  const seen = new Map<string, number>();
  return records.map((one) => {
    const content = both.has(one.at) ? write({ ...contentOf(one), id: '' }) : one.at;
    const nth = seen.get(content) ?? 0;
    seen.set(content, nth + 1);
    return `${nth} ${content}`;
  });
}
const whole = (record: object): object => record;

type Write = (content: object) => string;
const asWritten: Write = (content) => JSON.stringify(content);
const inOrder: Write = (content) =>
  JSON.stringify(content, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

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
