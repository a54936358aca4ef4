/** Whether a game that was played is one that the rules allow, and what was read of it one that a model can have. */
import { errorData } from '../error';
import { count } from '../count';
import type { Game } from '../formats/game';
import { PLAYERS } from '../formats/game-terms';
import { legal } from '../play/actions';
import { answered } from '../play/free';
import { drawn } from '../play/policy';
import { begin } from '../play/state';
import { step } from '../play/step';
import { inVariant } from '../play/variant';
import { expectControl, expectEdits, type Named } from './expect-answer';
import { expectProjections, mostAt } from './expect-range';
import { expectLength, misfit, type Told } from './misfit';
import type { Play } from './play';
import { t } from '../language/t';

/** A sum of shares that were written with as many digits as they have. */
const ROUNDING = 1e-6;

/** Players of every game: a model by the log-probabilities of actions, one by what it writes, and two that are no model. */
export const [MODEL, FREE, PERSON, DICE] = PLAYERS;
export const MODELS = [MODEL, FREE] as const;

export const isModel = (player: string): boolean => (MODELS as readonly string[]).includes(player);

/** Throws unless every action could be done when it was done, and every policy is one over what could be. */
export function expectPlay(told: Told, path: string, play: Play, file: Game, named: Named): void {
  const { variant, player, model, edits, steps, from, seed, control } = play;
  const known = [...PLAYERS, ...file.players.map(({ id }) => id)];
  if (!known.includes(player)) misfit(told, `${path}.player`, known.join(', '), `"${player}"`);
  if (isModel(player) !== (model !== null))
    misfit(told, `${path}.model`, isModel(player) ? t`the model that played` : t`null, for no model played`, model ? model.id : 'null');
  const game = orMisfit(told, `${path}.variant`, () => inVariant(file, variant));
  expectEdits(told, `${path}.edits`, edits, named);
  expectControl(`${path}.control`, control, named);
  if (from && from.steps > steps.length)
    misfit(told, `${path}.from.steps`, t`at most the ${count(steps.length, 'step')} of the game`, `${from.steps}`);
  const [along] = edits;
  const most = along ? mostAt(named(along.directions, `${path}.edits[0].directions`), []) : null;
  let state = begin(game, seed);
  steps.forEach(({ action, policy, read, wrote }, i) => {
    const at = `${path}.steps[${i}]`;
    if (action === null && player !== FREE)
      misfit(told, `${at}.action`, t`an action: only who writes free text writes what is none`, 'null');
    if (policy) {
      const menu = new Set(legal(game, state).map(({ id }) => id));
      const unknown = Object.keys(policy).find((id) => !menu.has(id));
      if (unknown !== undefined) misfit(told, `${at}.policy`, t`actions that could be done: ${[...menu].join(', ')}`, `"${unknown}"`);
      const sum = Object.values(policy).reduce((all, p) => all + p, 0);
      if (Math.abs(sum - 1) > ROUNDING) misfit(told, `${at}.policy`, t`shares that make 1 together`, `${sum}`);
      const draws = drawn(policy, seed, i);
      if (draws !== action) misfit(told, `${at}.action`, t`what the seed ${seed} draws from the policy: ${draws}`, String(action));
    }
    if (wrote !== undefined && player !== FREE)
      misfit(told, `${at}.wrote`, t`nothing, for no free text was asked for`, JSON.stringify(wrote));
    if (wrote !== undefined) {
      if (policy) misfit(told, `${at}.policy`, t`null, for no menu was asked`, t`shares`);
      const does = answered(game, state, wrote);
      if (does !== action) misfit(told, `${at}.action`, t`what the answer that was written does: ${String(does)}`, String(action));
    }
    if (read && model) expectLength(told, `${at}.read`, model.layers, read);
    if (read) expectProjections(told, `${at}.read`, read, most);
    state = orMisfit(told, `${at}.action`, () => step(game, state, action));
  });
}

/** What the rules of the game say is wrong, said of the file. */
function orMisfit<T>(told: Told, path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { message } = errorData(error);
    return misfit(told, path, t`what the game allows`, message);
  }
}
