/** Two experiments side by side in one. */
import type { Experiment } from './experiment';

/** The experiment with the sets, readings, analyses and directions of another; what both have is taken once. The view stays as it is. */
export function merged(experiment: Experiment, other: Experiment): Experiment {
  return {
    ...experiment,
    sets: union(experiment.sets, other.sets, ({ hash }) => hash),
    readings: union(experiment.readings, other.readings, ({ id }) => id),
    analyses: union(experiment.analyses, other.analyses, ({ id }) => id),
    directions: union(experiment.directions, other.directions, ({ id }) => id),
  };
}

function union<R>(own: readonly R[], others: readonly R[], key: (record: R) => string): readonly R[] {
  const there = new Set(own.map(key));
  return [...own, ...others.filter((one) => !there.has(key(one)))];
}
