/** The conversation on show as a plain table: a row a text, as it was said, with what a monitor read of it. Pure. */
import { saidBefore, systemOf, turnsOf } from '../chat';
import { byId, type Experiment } from '../experiment';
import type { Monitored } from '../monitor';
import { pushed, type Row } from './row';

/**
 * `turn` counts from 1; a system prompt stands before the first, at 0. `answer`: the record whose turn it is. `scores`: by block, as
 * JSON; empty where no monitor read the text, as of every system prompt.
 */
export function conversation(experiment: Experiment): Row[] {
  const turns = turnsOf(experiment);
  const monitor = (made: Monitored | undefined, who: 'user' | 'assistant'): Row => {
    const read = made?.[who];
    return {
      monitored: (read && byId(experiment.directions, made.directions)?.name) ?? '',
      ...{ scores: read ? JSON.stringify(read.scores) : '', tokens: read?.tokens ?? NaN, truncated: read ? String(read.truncated) : '' },
    };
  };
  const system = systemOf(turns);
  return [
    ...(system === ''
      ? []
      : [
          {
            ...{ turn: 0, role: 'system', text: system, answer: '', at: '', model: '' },
            ...pushed([], undefined, experiment),
            ...monitor(undefined, 'user'),
          },
        ]),
    ...turns.flatMap((answer, i) => {
      const head = { answer: answer.id, at: answer.at, model: answer.model.id, ...pushed(answer.edits, answer.control, experiment) };
      return [
        { turn: i + 1, role: 'user', text: saidBefore(answer), ...head, ...monitor(answer.monitor, 'user') },
        { turn: i + 1, role: 'assistant', text: answer.text, ...head, ...monitor(answer.monitor, 'assistant') },
      ];
    }),
  ];
}
