/** What a model has written grows an experiment: answers, choices, sweeps, and the directions along which they were pushed. */
import type { Answer } from './answer';
import type { Choice } from './choice';
import type { DamageRecord } from './damage';
import type { DirectionsRecord } from './directions';
import type { KnownGame } from './known-game';
import type { Play } from './play';
import { byId, put, type Experiment } from './experiment';

/** The list with this record in it; one of the same name has the same numbers. */
export const withDirections = (records: readonly DirectionsRecord[], record: DirectionsRecord): readonly DirectionsRecord[] =>
  byId(records, record.id) ? records : [...records, record];

/**
 * The experiment with these answers in it, shown, and the directions that pushed them, which may have been taken out meanwhile. `behind`:
 * the shown answer behind which they stand; without it they take the place of what is shown.
 */
export function withAnswers(
  experiment: Experiment,
  answers: readonly Omit<Answer, 'id'>[],
  along: readonly DirectionsRecord[],
  behind: string | null = null,
): Experiment {
  const all = numbered('answer', experiment.answers, answers);
  const ids = all.slice(experiment.answers.length).map(({ id }) => id);
  const at = behind === null ? -1 : experiment.view.answers.indexOf(behind);
  const shown = at < 0 ? ids : experiment.view.answers.toSpliced(at + 1, 0, ...ids);
  return {
    ...experiment,
    directions: along.reduce(withDirections, experiment.directions),
    answers: all,
    view: { ...experiment.view, answers: shown },
  };
}

/** The experiment with these choices in it, and the directions that pushed them, which may have been taken out meanwhile. */
export function withChoices(
  experiment: Experiment,
  choices: readonly Omit<Choice, 'id'>[],
  along: readonly DirectionsRecord[],
): Experiment {
  return {
    ...experiment,
    choices: numbered('choice', experiment.choices, choices),
    directions: along.reduce(withDirections, experiment.directions),
  };
}

/**
 * The experiment with what a sweep has written in it, and the directions that it was pushed along, which may have been taken out meanwhile.
 * What is shown stays.
 */
export function withSwept(
  experiment: Experiment,
  { answers, damages }: { readonly answers: readonly Omit<Answer, 'id'>[]; readonly damages: readonly Omit<DamageRecord, 'id'>[] },
  along: readonly DirectionsRecord[],
): Experiment {
  if (answers.length + damages.length === 0) return experiment;
  return {
    ...experiment,
    directions: along.reduce(withDirections, experiment.directions),
    answers: numbered('answer', experiment.answers, answers),
    damages: numbered('damage', experiment.damages, damages),
  };
}

/**
 * The experiment with this game in it, in the place of its earlier steps; its rules; and the directions that it was pushed along, which may
 * have been taken out meanwhile.
 */
export function withPlay(
  experiment: Experiment,
  play: Omit<Play, 'game'>,
  game: KnownGame,
  along: readonly DirectionsRecord[],
): Experiment {
  return {
    ...experiment,
    games: byId(experiment.games, game.id) ? experiment.games : [...experiment.games, game],
    plays: put(experiment.plays, { ...play, game: game.id }, ({ id }) => id === play.id),
    directions: along.reduce(withDirections, experiment.directions),
  };
}

/** The list with more records at its end, each under a number that none has yet. */
export function numbered<R extends object>(
  kind: string,
  records: readonly (R & { readonly id: string })[],
  more: readonly R[],
): readonly (R & { readonly id: string })[] {
  const ids = new Set(records.map(({ id }) => id));
  let n = records.length;
  const next = (): string => {
    do n++;
    while (ids.has(`${kind}-${n}`));
    return `${kind}-${n}`;
  };
  return [...records, ...more.map((one) => ({ ...one, id: next() }))];
}
