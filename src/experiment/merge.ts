/** Two experiments side by side in one. */
import type { Choice } from './choice';
import { byId, freshId, type Experiment, type KnownSet } from './experiment';

/**
 * The experiment with the sets, readings, analyses, directions, choices, matrices and readouts of another; what both have is taken once.
 * The view stays as it is.
 */
export function merged(experiment: Experiment, other: Experiment): Experiment {
  return {
    ...experiment,
    sets: union(experiment.sets, other.sets, ({ hash }) => hash).map((set) => withItems(set, other.sets)),
    readings: union(experiment.readings, other.readings, ({ id }) => id),
    analyses: union(experiment.analyses, other.analyses, ({ id }) => id),
    directions: union(experiment.directions, other.directions, ({ id }) => id),
    choices: withOthers(experiment.choices, other.choices),
    matrices: union(experiment.matrices, other.matrices, ({ id }) => id),
    readouts: union(experiment.readouts, other.readouts, ({ id }) => id),
  };
}

/** Choices are numbered in each experiment by itself: what is equal but for its number is there already, all else gets a new one. */
function withOthers(own: readonly Choice[], others: readonly Choice[]): readonly Choice[] {
  const content = (choice: Choice): string => JSON.stringify({ ...choice, id: '' });
  const there = new Set(own.map(content));
  return others
    .filter((one) => !there.has(content(one)))
    .reduce<readonly Choice[]>((all, one) => [...all, { ...one, id: freshId('choice', all) }], own);
}

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
