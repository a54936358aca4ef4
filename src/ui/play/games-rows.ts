/** The tables behind the pictures of many games. Pure. */
import type { Side } from '../../lab/choices';
import { ACTION_KINDS, type ActionKind } from '../../lab/report/action-kinds';
import type { EffectOn, StandIn } from '../../lab/report/choices';
import type { Decision } from '../../lab/report/decisions';
import type { Measured, Movable, PlaysReport } from '../../lab/report/plays';
import { compact, fixed, percent, signed, tick } from '../parts/format';
import type { Cell, TwinColumn } from '../parts/Twin';
import type { EachAction } from '../../experiment/each-action';
import type { Measure } from './games-plot';
import { t } from '../../language/t';

export type AskedFor = Readonly<Record<Side, string>>;

export const KIND_NAMES: Readonly<Record<ActionKind, string>> = {
  helps: t`helps`,
  kind: t`says something kind`,
  neutral: t`says something neutral`,
  unkind: t`says something unkind`,
  walk: t`walks`,
  deed: t`does something else`,
  none: t`no action of the game`,
};

const FEW = t`fewer than ten games have no interval`;
const NOT_PLAYED = t`not played`;

/** "α = +3", "random directions, α = 3", "asked for “empathy”". */
export const rowSaid = (alpha: number, side: Side | null, asking: AskedFor, random = false): string =>
  side ? t`asked for “${asking[side]}”` : random ? t`random directions, α = ${tick(alpha)}` : `α = ${tick(alpha)}`;

export function levelColumns(measure: Measure): TwinColumn[] {
  const print = (value: number): string => (measure === 'score' ? fixed(value, 2) : percent(value, 1));
  const shift = (value: number): string => (measure === 'score' ? signed(value, 2) : signed(100 * value, 1));
  return [
    { name: t`played` },
    { name: measure === 'score' ? t`mean score` : t`likely to help`, print },
    { name: t`low`, print, nan: FEW },
    { name: t`high`, print, nan: FEW },
    { name: t`games` },
    { name: 'D', print: shift, nan: t`nothing to be held against` },
    { name: t`D low`, print: shift, nan: FEW },
    { name: t`D high`, print: shift, nan: FEW },
    { name: t`games of D` },
    { name: t`random directions` },
    { name: t`lowest of them`, print, nan: NOT_PLAYED },
    { name: t`highest of them`, print, nan: NOT_PLAYED },
    { name: t`their games` },
    { name: t`shuffled labels, D`, print: shift, nan: NOT_PLAYED },
    { name: t`games of it` },
    { name: t`another concept, D`, print: shift, nan: NOT_PLAYED },
    { name: t`games of that` },
  ];
}

export function levelRows({ levels, shifts }: Measured, asking: AskedFor): Cell[][] {
  const effect = (one: EffectOn | undefined): number[] => [one?.mean ?? NaN, one?.low ?? NaN, one?.high ?? NaN, one?.items.length ?? 0];
  const standIn = (one: StandIn | null | undefined): number[] => [one?.mean ?? NaN, one?.items ?? 0];
  return [
    ...levels.pushes.map(({ alpha, mean, low, high, games }): Cell[] => {
      const of = shifts.strengths.find((one) => one.alpha === alpha);
      const random = levels.random.find(({ size }) => size === Math.abs(alpha));
      return [
        { text: rowSaid(alpha, null, asking) },
        ...[mean, low, high, games, ...effect(of?.effect)],
        ...[random?.draws ?? 0, random?.low ?? NaN, random?.high ?? NaN, random?.games ?? 0],
        ...standIn(of?.shuffled.at(-1)),
        ...standIn(of?.other.find((one) => one !== null)),
      ];
    }),
    ...levels.asked.map(({ side, mean, low, high, games }): Cell[] => [
      { text: rowSaid(0, side, asking) },
      ...[mean, low, high, games, ...effect(shifts.asked.find((one) => one.side === side)?.effect), 0, NaN, NaN, 0, NaN, 0, NaN, 0],
    ]),
  ];
}

export const ACTION_COLUMNS: readonly TwinColumn[] = [
  { name: t`played` },
  { name: t`games` },
  ...ACTION_KINDS.map((kind) => ({ name: KIND_NAMES[kind], print: (value: number) => percent(value, 1) })),
  ...ACTION_KINDS.filter((kind) => kind !== 'none').map((kind) => ({
    name: t`likely: ${KIND_NAMES[kind]}`,
    print: (value: number) => percent(value, 1),
    nan: t`no shares are known of these games`,
  })),
];

export const actionRows = ({ actions }: Pick<PlaysReport, 'actions'>, asking: AskedFor): Cell[][] =>
  actions.map(({ alpha, random, side, games, done, likely }): Cell[] => [
    { text: rowSaid(alpha, side, asking, random) },
    games,
    ...ACTION_KINDS.map((kind) => done[kind]),
    ...ACTION_KINDS.filter((kind) => kind !== 'none').map((kind) => likely[kind]),
  ]);

export const EACH_COLUMNS: readonly TwinColumn[] = [
  { name: t`situation` },
  { name: t`played` },
  { name: t`games` },
  { name: t`action` },
  { name: t`share of steps`, print: (value) => percent(value, 1) },
  { name: t`likely before it was drawn`, print: (value) => percent(value, 1), nan: t`no shares are known of these games` },
];

export const eachRows = (all: readonly EachAction[], asking: AskedFor): Cell[][] =>
  all.map(({ situation, alpha, random, side, games, action, done, likely }): Cell[] => [
    { text: situation },
    { text: rowSaid(alpha, side, asking, random) },
    games,
    { text: action ?? KIND_NAMES.none },
    done,
    likely,
  ]);

export const MOVABLE_COLUMNS: readonly TwinColumn[] = [
  ...[t`situation`, t`games that score 0`, '1', '2', t`can rise`, t`can fall`, t`moved under some push`].map((name) => ({ name })),
];

const yes = (is: boolean): Cell => ({ text: is ? t`yes` : t`no` });
export const movableRows = (movable: readonly Movable[]): Cell[][] =>
  movable.map(({ situation, scores, canRise, canFall, moved }): Cell[] => [
    { text: situation },
    ...scores,
    yes(canRise),
    yes(canFall),
    yes(moved),
  ]);

export const decisionColumns = (layer: number): TwinColumn[] => [
  { name: t`situation` },
  { name: t`game` },
  { name: t`step` },
  { name: t`projection before, block ${layer}`, print: compact },
  { name: t`likely to help`, print: (value) => percent(value, 1), nan: t`no shares are known of this game` },
  { name: t`helped` },
  { name: t`tokens of the prompt`, nan: t`not counted by the version that played it` },
];

export const decisionRows = (decisions: readonly Decision[], layer: number): Cell[][] =>
  decisions.map(({ situation, play, turn, read, likely, helped, tokens }): Cell[] => [
    { text: situation },
    { text: play },
    turn,
    read[layer] ?? NaN,
    likely,
    yes(helped),
    tokens,
  ]);
