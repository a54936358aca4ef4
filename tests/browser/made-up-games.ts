/** Games of a model that was never there, as a run file has them: it helps more often the further it is pushed, and is read accordingly. */
import { readFileSync } from 'node:fs';
import { turned } from '../../src/experiment/control';
import type { DirectionsRecord } from '../../src/experiment/directions';
import { knownGame, type KnownGame } from '../../src/experiment/known-game';
import type { Play } from '../../src/experiment/play';
import { helpsIn } from '../../src/experiment/play-steps';
import type { ChoiceRow } from '../../src/experiment/choice-plan';
import type { ModelStamp } from '../../src/experiment/stamp';
import { parseGame, type Game } from '../../src/formats/game';
import { random } from '../../src/lab/random';
import { legal } from '../../src/play/actions';
import { drawn } from '../../src/play/policy';
import { SHIPPED_GAMES } from '../../src/play/shipped';
import { begin } from '../../src/play/state';
import { step } from '../../src/play/step';
import { inVariant } from '../../src/play/variant';

export interface MadeUp {
  readonly games: readonly KnownGame[];
  readonly plays: readonly Play[];
}

interface Of {
  readonly directions: Pick<DirectionsRecord, 'id' | 'layers'>;
  readonly model: ModelStamp;
  readonly alphas: readonly number[];
  readonly seeds: number;
  /** Random directions. */
  readonly draws: number;
  /** How much likelier helping is than anything else: natural logarithm, by the strength along the directions themselves. */
  readonly lean: (alpha: number) => number;
  /** A control of every game; null: the games as they are. */
  readonly variant?: string | null;
  /** Names of records begin so. */
  readonly named?: string;
}

/** A model without the push leans as at 0, whatever stands in for it. */
export function madeUpGames({ directions, model, alphas, seeds, draws, lean, variant = null, named = 'play' }: Of): MadeUp {
  const games = SHIPPED_GAMES.map((id) => knownGame(parseGame(readFileSync(`public/games/${id}.json`, 'utf8'), id)));
  const sizes = [...new Set(alphas.map(Math.abs))];
  const rows: ChoiceRow[] = [
    { amount: 0 },
    ...alphas.map((amount) => ({ amount })),
    { amount: 0, control: { kind: 'asked', side: 'positive', instruction: 'Put people first.' } },
    ...Array.from({ length: draws }, (_, i) => i + 1).flatMap((draw) => sizes.map((amount) => ({ amount, control: turned(draw) }))),
  ];
  const plays: Play[] = [];
  for (let seed = 1; seed <= seeds; seed++)
    for (const known of games)
      for (const row of rows) {
        const uniform = random(1000 * seed + plays.length);
        const leaning = lean(row.control ? 0 : row.amount);
        plays.push({
          id: `${named}-${plays.length + 1}`,
          at: '2026-11-28T12:00:00.000Z',
          game: known.id,
          variant,
          seed,
          player: 'model',
          model,
          template: true,
          edits: [{ op: 'add', directions: directions.id, band: [10, 19], amount: row.amount, unit: 'separation', when: 'all' }],
          steps: stepsOf(inVariant(known.game, variant), seed, leaning, directions.layers, uniform),
          ...(row.control && { control: row.control }),
        });
      }
  return { games, plays };
}

function stepsOf(game: Game, seed: number, lean: number, layers: number, uniform: () => number): Play['steps'] {
  const helps = helpsIn(game);
  const steps: Play['steps'][number][] = [];
  let state = begin(game, seed);
  while (state.ended === null) {
    const menu = legal(game, state);
    const noticed = uniform() - 0.5;
    const weights = menu.map(({ id }) => (helps.has(id) ? Math.exp(lean + 6 * noticed) : 1));
    const sum = weights.reduce((all, one) => all + one, 0);
    const policy = Object.fromEntries(menu.map(({ id }, i) => [id, weights[i]! / sum]));
    const action = drawn(policy, seed, steps.length);
    steps.push({
      action,
      policy,
      mass: 0.9,
      read: Array.from({ length: layers }, () => noticed + 0.2 * (uniform() - 0.5)),
      tokens: 150 + 20 * steps.length + Math.floor(20 * uniform()),
    });
    state = step(game, state, action);
  }
  return steps;
}
