/** The games that a model played, brought together by way: games as they were begun by pushes and controls, for src/lab/report/plays.ts. */
import type { AskedUnder, ChoiceMargins } from '../lab/report/choices';
import type { Decision } from '../lab/report/decisions';
import type { ActionsUnder, PlaysGiven } from '../lab/report/plays';
import { pushBeside } from './answer';
import { besideKey } from './asked-choice';
import { rowName, type ChoiceRow } from './choice-plan';
import { isTurned, type Control } from './control';
import { FREE, isModel, MODEL, type MODELS } from './expect-play';
import { byId, type Experiment } from './experiment';
import { madeOnce } from './made-once';
import type { Play } from './play';
import type { PlayWay } from './play-plan';
import { openSteps, sharesIn } from './play-steps';
import { playedOf, type Played } from './played';
import { wayKey, waysOf, type AskedWay } from './ways';

type Known = Pick<Experiment, 'games' | 'plays'>;

/** A game as it was begun. */
export interface BegunGame {
  readonly game: string;
  readonly variant: string | null;
  readonly seed: number;
}

/** What is never averaged with another: games under one control (null: as they are), answered in one way. */
export interface PlayGroup {
  readonly variant: string | null;
  readonly player: (typeof MODELS)[number];
}

/** Games as they are, answered by letters of the menu: what is meant where nothing is said. */
export const PLAIN_GROUP: PlayGroup = { variant: null, player: MODEL };

/** Plays of one way and group. */
export interface PlaysAsked {
  readonly way: PlayWay;
  /** The latest of them. */
  readonly at: string;
  readonly model: NonNullable<Play['model']>;
  /** Ids of the plays. */
  readonly records: readonly string[];
  /** [item] of `given`. */
  readonly begun: readonly BegunGame[];
  readonly given: PlaysGiven;
  /** Of all games without a push that were read along these directions, whether they were played under a push, too, or not. */
  readonly decisions: readonly Decision[];
  /** Ids of the directions of other concepts that stood in, in the order of the margins' `other`. */
  readonly others: readonly string[];
}

/** A play as plans ask for it, its game over. */
interface Asked {
  readonly play: Play;
  readonly played: Played;
  readonly way: PlayWay;
  readonly row: ChoiceRow;
  readonly item: string;
}

/** null for a play that no plan asks for (src/experiment/play-plan.ts), and for a game that is not over. */
function askedPlay({ games }: Known, play: Play): Asked | null {
  const pushed = pushBeside(play.edits);
  if (!pushed || !play.model || !isModel(play.player) || play.from) return null;
  const played = playedOf({ games }, play);
  if (!played.ended) return null;
  const { directions, band, unit, amount } = pushed.push;
  const { graphHash, device } = play.model;
  return {
    play,
    played,
    way: { directions, band, unit, edits: pushed.edits, template: play.template, model: { graphHash, device } },
    row: { amount, ...(play.control && { control: play.control }) },
    item: JSON.stringify([play.game, play.variant, play.seed]),
  };
}

const isPushed = ({ row }: Pick<Asked, 'row'>): boolean => row.amount !== 0;

const beside = (way: PlayWay): string => besideKey({ ...way, file: null });

/**
 * The ways in which games were played along these directions, the one that was played last at the end: those in which they were pushed;
 * before them, where nothing was pushed beside games without a push that were read along them, the way of these.
 */
export function playWaysAlong(known: Known, directions: string): AskedWay<PlayWay>[] {
  const waysWhere = (fits: (asked: Asked) => boolean, key: (way: PlayWay) => string) =>
    waysOf(known.plays, (play) => {
      const asked = play.control ? null : askedPlay(known, play);
      if (!asked || !fits(asked) || asked.way.directions !== directions) return null;
      const way: AskedWay<PlayWay> = { ...asked.way, model: play.model! };
      return [key(way), way];
    });
  const pushed = [...waysWhere(isPushed, wayKey).values()];
  const there = new Set(pushed.map(beside));
  const alone = [...waysWhere((one) => !isPushed(one) && !there.has(beside(one.way)), beside).values()];
  return [...alone, ...pushed];
}

const once = madeOnce<readonly Play[], PlaysAsked | null>();

const groupKey = ({ variant, player }: PlayGroup): string => JSON.stringify([player, variant]);

/**
 * What was played in this way of one group. A game without a push belongs to every way of its model and edits; it is told beside pushes
 * where it was played under one, too. null where nothing was played so.
 */
export const playedIn = (of: Known, way: PlayWay, group = PLAIN_GROUP): PlaysAsked | null =>
  once(of.plays, wayKey(way) + groupKey(group), () => broughtTogether(of, way, group));

/**
 * The groups that were played in this way: those that were pushed before those that were only read, letters before free text, games as they
 * are before their controls.
 */
export function groupsIn(known: Known, way: PlayWay): PlayGroup[] {
  const [whole, plain] = [wayKey(way), beside(way)];
  const found = new Map<string, PlayGroup & { readonly pushed: boolean }>();
  for (const play of known.plays) {
    const { variant, player } = play;
    const asked = askedPlay(known, play);
    if (!asked || (isPushed(asked) ? wayKey(asked.way) !== whole : !isRead(asked, way) || beside(asked.way) !== plain)) continue;
    const group: PlayGroup = { variant, player: player === MODEL ? MODEL : FREE };
    const key = groupKey(group);
    found.set(key, { ...group, pushed: isPushed(asked) || found.get(key)?.pushed === true });
  }
  const rank = ({ variant, player, pushed }: PlayGroup & { readonly pushed: boolean }): number =>
    (pushed ? 0 : 4) + (player === MODEL ? 0 : 2) + (variant === null ? 0 : 1);
  return [...found.values()].sort((a, b) => rank(a) - rank(b)).map(({ variant, player }) => ({ variant, player }));
}

function broughtTogether(known: Known, way: PlayWay, group: PlayGroup): PlaysAsked | null {
  const [whole, plain] = [wayKey(way), beside(way)];
  const mine = known.plays
    .filter(({ variant, player }) => variant === group.variant && player === group.player)
    .flatMap((play) => askedPlay(known, play) ?? [])
    .filter((one) => beside(one.way) === plain && (one.row.amount === 0 || wayKey(one.way) === whole));
  // Of two of one game the later.
  const read = [...new Map(mine.filter((one) => isRead(one, way)).map((one) => [one.item, one])).values()];
  const pushed = new Set(mine.filter(isPushed).map(({ item }) => item));
  // Where nothing was pushed, the games that were read are all that there is.
  const told = pushed.size > 0 ? pushed : new Set(read.map(({ item }) => item));
  const some = mine.filter(({ item }) => told.has(item));
  const last = some.findLast(isPushed) ?? some.at(-1);
  if (!last) return null;
  // Of two of one row the later.
  const items = new Map<string, Map<string, Asked>>();
  for (const one of some) items.set(one.item, (items.get(one.item) ?? new Map<string, Asked>()).set(rowName(one.row), one));
  const each = [...items.values()];
  const all = each.flatMap((rows) => [...rows.values()]);
  const first = each.map((rows) => [...rows.values()][0]!);
  const rowsOf = (fits: (control: Control | undefined) => boolean): ChoiceRow[] => {
    const found = all.filter(({ row }) => fits(row.control)).map(({ row }) => row);
    return [...new Map(found.map((row) => [rowName(row), row])).values()].sort((a, b) => a.amount - b.amount);
  };
  const others = [...new Set(all.flatMap(({ row: { control } }) => (control?.kind === 'other' ? [control.directions] : [])))];
  const names = situationNames(known, [...first, ...read]);
  const marginsOf = (value: (one: Asked) => number): ChoiceMargins => {
    const column = (row: ChoiceRow): number[] =>
      each.map((rows) => {
        const one = rows.get(rowName(row));
        return one ? value(one) : NaN;
      });
    const under = (fits: (control: Control | undefined) => boolean): AskedUnder[] =>
      rowsOf(fits).map((row) => ({ alpha: row.amount, margins: column(row) }));
    return {
      situations: first.map((one) => names.get(situationKey(one))!),
      together: true,
      plain: column({ amount: 0 }),
      pushes: under((control) => control === undefined),
      random: under(isTurned),
      shuffled: under((control) => control?.kind === 'shuffled'),
      other: others.map((id) => under((control) => control?.kind === 'other' && control.directions === id)),
      asked: rowsOf((control) => control?.kind === 'asked').flatMap((row) =>
        row.control?.kind === 'asked' ? [{ side: row.control.side, margins: column(row) }] : [],
      ),
    };
  };
  const { graphHash, device } = way.model;
  return {
    way: { ...way, model: { graphHash, device } },
    at: all.reduce((latest, { play }) => (play.at > latest ? play.at : latest), last.play.at),
    model: last.play.model!,
    records: all.map(({ play }) => play.id),
    begun: first.map(({ play: { game, variant, seed } }) => ({ game, variant, seed })),
    given: {
      scores: marginsOf(({ played }) => played.verdict.score),
      helping: marginsOf(({ played, play }) => sharesIn(played, play).likely.helps),
      actions: actionsOf(all, rowsOf),
    },
    decisions: decisionsOf(read, (one) => names.get(situationKey(one))!),
    others,
  };
}

export const situationKey = ({ play }: Pick<Asked, 'play'>): string => JSON.stringify([play.game, play.variant]);

/** Names of game and control; games of one name and other rules are told apart by a number. */
export function situationNames({ games }: Pick<Known, 'games'>, all: readonly Pick<Asked, 'play'>[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Map<string, number>();
  for (const one of all) {
    const key = situationKey(one);
    if (names.has(key)) continue;
    const { name, variants } = byId(games, one.play.game)!.game;
    const variant = variants.find(({ id }) => id === one.play.variant)?.name;
    const short = variant === undefined ? name : `${name} (${variant})`;
    const n = (taken.get(short) ?? 0) + 1;
    taken.set(short, n);
    names.set(key, n === 1 ? short : `${short}, ${n}`);
  }
  return names;
}

/** Without a push and under each, under random directions by the size of the push, then where a side was asked for. */
function actionsOf(all: readonly Asked[], rowsOf: (fits: (control: Control | undefined) => boolean) => ChoiceRow[]): ActionsUnder[] {
  const of = (rows: readonly ChoiceRow[], as: Pick<ActionsUnder, 'alpha' | 'random' | 'side'>): ActionsUnder => {
    const names = new Set(rows.map(rowName));
    return { ...as, games: all.filter((one) => names.has(rowName(one.row))).map(({ played, play }) => sharesIn(played, play)) };
  };
  const random = rowsOf(isTurned);
  const sizes = [...new Set(random.map(({ amount }) => Math.abs(amount)))].sort((a, b) => a - b);
  return [
    ...rowsOf((control) => control === undefined).map((row) => of([row], { alpha: row.amount, random: false, side: null })),
    ...sizes.map((size) =>
      of(
        random.filter(({ amount }) => Math.abs(amount) === size),
        { alpha: size, random: true, side: null },
      ),
    ),
    ...rowsOf((control) => control?.kind === 'asked').flatMap((row) =>
      row.control?.kind === 'asked' ? [of([row], { alpha: 0, random: false, side: row.control.side })] : [],
    ),
  ];
}

/** A game that was left alone (no push, nothing beside it, nothing asked for), read along the directions of a way. */
const isRead = ({ row, way }: Pick<Asked, 'row' | 'way'>, { directions }: PlayWay): boolean =>
  row.amount === 0 && !row.control && way.edits.length === 0 && way.directions === directions;

function decisionsOf(read: readonly Asked[], situation: (one: Asked) => string): Decision[] {
  return read.flatMap((one) =>
    openSteps(one.played, one.play).flatMap(({ turn, helped, likely }): Decision[] => {
      const { read: at, tokens } = one.play.steps[turn - 1]!;
      return at ? [{ play: one.play.id, situation: situation(one), read: at, helped, likely, tokens: tokens ?? NaN, turn }] : [];
    }),
  );
}
