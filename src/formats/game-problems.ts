/** What is wrong between the fields of a game: a name that nothing has, a letter that stands nowhere, a rubric that decides nothing. */
import type { Game } from './game';
import { growthProblems } from './game-growth';
import { nameProblems } from './game-names';
import { sizeProblems } from './game-size';
import { namesOf, namesOfEffects, TONES, type Condition, type Effect } from './game-terms';
import { t } from '../language/t';

/** The four ways over a board, as actions. */
export const WALKS = { 'walk-up': [0, -1], 'walk-down': [0, 1], 'walk-left': [-1, 0], 'walk-right': [1, 0] } as const;
export type Walk = keyof typeof WALKS;
export const isWalk = (action: string): action is Walk => Object.hasOwn(WALKS, action);

/** Ways to go on in one step: a model is asked for the probability of each. */
export const MOST_ACTIONS = 16;

/** Cells in a row or a column of a board. */
export const MOST_SIDE = 15;

/** Where, what was expected, and what was there. */
export type Problem = readonly [path: string, expected: string, got: string];

export function problems(game: Game): Problem[] {
  const { board, things, numbers, actions, lines, rules, ends, rubric, players, variants } = game;
  const found = [...sizeProblems(game), ...nameProblems(game), ...growthProblems(game)];
  const walks = board === null ? [] : Object.keys(WALKS);
  const deeds = [...actions, ...lines].map(({ id }) => id);
  const ids = new Set(things.map(({ id }) => id));
  const kept = new Set(numbers.map(({ id }) => id));
  const done = new Set<string>([...deeds, ...walks, ...TONES]);

  const isKnown = (name: string): boolean => {
    const [word = '', of = '', ...more] = name.split('.');
    if (more.length > 0) return false;
    if (word === 'near') return board !== null && ids.has(of);
    if (word === 'times' || word === 'first') return done.has(of);
    return name === 'step' || kept.has(name);
  };
  const ask = (path: string, names: readonly string[]): void =>
    names.forEach(
      (name) =>
        isKnown(name) || found.push([path, t`the name of a number, step, near.THING, times.ACTION or first.ACTION`, JSON.stringify(name)]),
    );
  const when = (path: string, one: Condition | undefined): void => one && ask(`${path}.when`, namesOf(one));
  const does = (path: string, all: readonly Effect[]): void => {
    const { asked, changed } = namesOfEffects(all);
    ask(`${path}.do`, asked);
    for (const name of changed) if (!kept.has(name)) found.push([`${path}.do`, t`a number of the game to change`, JSON.stringify(name)]);
  };
  const known = (path: string, id: string, among: ReadonlySet<string>, what: string): void =>
    void (among.has(id) || found.push([path, what, JSON.stringify(id)]));

  if (board !== null) found.push(...boardProblems(board, things));
  things.forEach((thing, i) => when(`things[${i}]`, thing.when));
  for (const [kind, all] of [
    ['actions', actions],
    ['lines', lines],
  ] as const)
    all.forEach((one, i) => {
      when(`${kind}[${i}]`, one.when);
      does(`${kind}[${i}]`, one.do);
      if (one.when && one.blocked === undefined) found.push([`${kind}[${i}].blocked`, t`why it cannot be done`, t`nothing`]);
    });
  const twice = deeds.find((id, i) => deeds.indexOf(id) !== i || isWalk(id) || (TONES as readonly string[]).includes(id));
  if (twice !== undefined)
    found.push(['actions', t`a name of its own for each action and line, and none of the engine’s`, JSON.stringify(twice)]);
  if (deeds.length + walks.length > MOST_ACTIONS)
    found.push(['actions', t`at most ${MOST_ACTIONS} ways to go on, walks and lines counted`, String(deeds.length + walks.length)]);
  if (!actions.some((one) => one.when === undefined)) found.push(['actions', t`one that can always be done, as waiting`, t`none`]);

  rules.forEach((rule, i) => {
    when(`rules[${i}]`, rule.when);
    does(`rules[${i}]`, rule.do);
    if (rule.who !== undefined) known(`rules[${i}].who`, rule.who, ids, t`a thing`);
    if ((rule.says === undefined) !== (rule.who === undefined)) found.push([`rules[${i}]`, t`who and says together`, t`one of them`]);
    if (rule.says === undefined && rule.log === undefined && rule.do.length === 0)
      found.push([`rules[${i}]`, t`something that is said or done`, t`nothing`]);
  });
  ends.forEach((end, i) => when(`ends[${i}]`, end.when));

  rubric.forEach((verdict, i) => {
    when(`rubric[${i}]`, verdict.when);
    if ((verdict.when === undefined) !== (i === rubric.length - 1))
      found.push([
        `rubric[${i}].when`,
        t`a condition of every verdict but the last, which takes what is left`,
        verdict.when ? t`one` : t`none`,
      ]);
  });
  for (const score of [0, 1, 2])
    if (!rubric.some((one) => one.score === score)) found.push(['rubric', t`a verdict for each of 0, 1 and 2`, t`none for ${score}`]);

  const doable = new Set([...deeds, ...walks]);
  players.forEach(({ does: all }, i) =>
    all.forEach((deed, j) => {
      const path = `players[${i}].does[${j}]`;
      if (typeof deed === 'string') known(path, deed, doable, t`an action of the game`);
      else if ('to' in deed) known(path, deed.to, board === null ? new Set() : ids, t`a thing on the board`);
      else {
        known(path, deed.do, doable, t`an action of the game`);
        ask(path, namesOf(deed.until));
      }
    }),
  );
  const speaking = new Set(rules.filter(({ says }) => says).map(({ id }) => id));
  const every = new Set(rules.map(({ id }) => id));
  variants.forEach((one, i) => {
    for (const id of one.without) known(`variants[${i}].without`, id, every, t`a rule`);
    for (const id of Object.keys(one.says)) known(`variants[${i}].says`, id, speaking, t`a rule by which something is said`);
  });
  return found;
}

function boardProblems(board: readonly string[], things: Game['things']): Problem[] {
  const width = board[0]!.length;
  const count = (letter: string): number => board.join('').split(letter).length - 1;
  const letters = new Set(things.map(({ letter }) => letter));
  const stray = [...new Set(board.join(''))].find((one) => one !== '#' && one !== '.' && one !== 'A' && !letters.has(one));
  return [
    ...board.flatMap((row, y): Problem[] =>
      row.length === width ? [] : [[`board[${y}]`, t`a row of ${width} cells`, String(row.length)]],
    ),
    ...(width > MOST_SIDE ? [['board', t`at most ${MOST_SIDE} cells in a row`, String(width)] as const] : []),
    ...(count('A') === 0 ? [['board', t`an A where the player begins`, t`none`] as const] : []),
    ...(stray === undefined ? [] : [['board', t`#, ., A or the letter of a thing`, JSON.stringify(stray)] as const]),
    ...things.flatMap(({ letter, kind }, i): Problem[] => {
      const there = count(letter);
      if (letters.size !== things.length) return [[`things[${i}].letter`, t`a letter of its own for each thing`, letter]];
      if (there === 0) return [[`things[${i}].letter`, t`a letter that stands on the board`, letter]];
      return kind === 'person' && there > 1 ? [[`things[${i}].letter`, t`one cell of the board for a person`, String(there)]] : [];
    }),
  ];
}
