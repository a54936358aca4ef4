/** Games that were played as plain tables: a row a game, and a row a step. Controls, persons and scripts are among them. Pure. */
import type { Experiment } from '../experiment';
import { kindOfAction } from '../play-steps';
import { playedOf } from '../played';
import { pushed, type Row } from './row';

/** `score` and `line` of games that are over alone: before that they are not known. */
export const games = (experiment: Experiment): Row[] =>
  experiment.plays.map((play) => {
    const { game, ended, verdict } = playedOf(experiment, play);
    const { id, at, variant, seed, player, model, template, steps, from, edits, control } = play;
    return {
      ...{ id, at, game: play.game, name: game.name, variant: variant ?? '', seed, player, model: model?.id ?? '' },
      ...{ template: String(template), steps: steps.length, ended: String(ended) },
      ...{ score: ended ? verdict.score : NaN, line: ended ? verdict.line : '' },
      ...{ from: from?.play ?? '', fromSteps: from?.steps ?? NaN },
      ...pushed(edits, control, experiment),
    };
  });

/** `step` counts from 1; `share`: of the action, in the model's policy; `read`: by block, as JSON. */
export const gameSteps = (experiment: Experiment): Row[] =>
  experiment.plays.flatMap((play) => {
    const { game } = playedOf(experiment, play);
    return play.steps.map(({ action, policy, mass, read, tokens, wrote }, i) => ({
      ...{ play: play.id, step: i + 1, action: action ?? '', kind: kindOfAction(game, action) },
      share: (action === null ? undefined : policy?.[action]) ?? NaN,
      ...{ policy: policy ? JSON.stringify(policy) : '', mass: mass ?? NaN, tokens: tokens ?? NaN },
      ...{ read: read ? JSON.stringify(read) : '', wrote: wrote ?? '' },
    }));
  });
