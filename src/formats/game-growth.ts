/** Whether the numbers of a game stay numbers: who is not there is endlessly far away, and what is doubled in each step has no end. */
import type { Game } from './game';
import type { Problem } from './game-problems';
import type { Effect, Term } from './game-terms';
import { t } from '../language/t';

export function growthProblems({ numbers, actions, lines, rules }: Game): Problem[] {
  const known = new Map(numbers.map((one) => [one.id, one]));
  const isBounded = (id: string): boolean => known.get(id)?.least !== undefined && known.get(id)?.most !== undefined;

  function problemOf(path: string, name: string, term: Term, adds: boolean): Problem[] {
    if (typeof term !== 'string' || !known.has(name)) return [];
    if (/^(?:near|first)\./.test(term))
      return known.get(name)!.most !== undefined
        ? []
        : [[path, t`a number with a most, because ${term} may be endless`, JSON.stringify(name)]];
    if (!adds || !known.has(term) || isBounded(name) || isBounded(term)) return [];
    return [[path, t`a number with a least and a most, because ${term} is added to it, and has not got both itself`, JSON.stringify(name)]];
  }
  const problemsOf = (path: string, all: readonly Effect[]): Problem[] =>
    all.flatMap(({ set = {}, add = {} }, i) => [
      ...Object.entries(set).flatMap(([name, term]) => problemOf(`${path}.do[${i}].set`, name, term, false)),
      ...Object.entries(add).flatMap(([name, term]) => problemOf(`${path}.do[${i}].add`, name, term, true)),
    ]);
  return Object.entries({ actions, lines, rules }).flatMap(([kind, all]) => all.flatMap((one, i) => problemsOf(`${kind}[${i}]`, one.do)));
}
