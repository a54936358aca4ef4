/** An edit in words. Pure. */
import type { Edit } from '../../experiment/answer';
import type { DirectionsRecord } from '../../experiment/directions';
import type { Op, When } from '../../lab/edits';
import type { Unit } from '../../lab/units';
import { brief, compact, signed, tick } from '../parts/format';
import { SHAPE_NAMES, shapeOf } from './profile';
import { bandText, doseText, UNIT_NAMES } from '../steer/dose';
import { t } from '../../language/t';

export const OPS = ['add', 'ablate', 'set', 'cap', 'floor'] as const satisfies readonly Op[];
export const WHENS = ['all', 'prompt', 'answer'] as const satisfies readonly When[];

/** What each operator does, as the page's list of them says it. */
export const OP_NAMES: Readonly<Record<Op, string>> = {
  add: t`add to the stream`,
  ablate: t`take out (ablate)`,
  set: t`set the score to`,
  cap: t`cap the score at`,
  floor: t`keep the score above`,
};

export const WHEN_NAMES: Readonly<Record<When, string>> = { all: t`prompt and answer`, prompt: t`prompt only`, answer: t`answer only` };

/** An error with the page's names of the edits in it: src/lab counts edits from 0, as scripts do. */
export const withEditNames = (message: string): string =>
  message.replace(
    /(?<![\w.])edits\[(\d+)\](?:\.(\w+))?/g,
    (_, i: string, part?: string) => t`Edit ${Number(i) + 1}${part ? ` (${part})` : ''}`,
  );

/** The score that an amount means: of separations it counts from the midpoint between the two kinds. */
function scoreText(amount: number, unit: Unit): string {
  if (unit === 'separation') return t`${signed(amount, 2)} separations from the midpoint`;
  return `${compact(amount)} ${UNIT_NAMES[unit]}`;
}

/** "most in the middle", or the numbers: "1 : 2 : 5". */
function sharedText(profile: NonNullable<Edit['profile']>): string {
  const shape = shapeOf(profile);
  return shape === 'own' ? profile.map(tick).join(' : ') : SHAPE_NAMES[shape];
}

const meet = (a: When, b: When): boolean => a === 'all' || b === 'all' || a === b;

/**
 * Directions whose score is only capped, or kept above, before that of edit `i` at some block of it: what they give to its score is left
 * open, so that the edit acts on what of its direction is not in theirs (`clampsOf` in src/lab/orthogonal.ts).
 */
function looseBefore(i: number, edits: readonly Edit[]): string[] {
  const { op, directions, band, when } = edits[i]!;
  if (op === 'add') return [];
  const bounded = edits.filter((one) => one.op !== 'add' && meet(one.when, when));
  const order = [...new Set(bounded.map((one) => one.directions))];
  return order.slice(0, order.indexOf(directions)).filter((id) => {
    const own = bounded.filter((one) => one.directions === id);
    for (let block = band[0]; block <= band[1]; block++) {
      const here = own.filter(({ band: [first, last] }) => first <= block && block <= last);
      const isFixed = here.some((one) => (one.op === 'set' || one.op === 'ablate') && (one.when === 'all' || one.when === when));
      if (here.length > 0 && !isFixed) return true;
    }
    return false;
  });
}

/**
 * "“Honesty” taken out over blocks 10–19, prompt only", of edit `i` of a row's edits. `records`: where names are looked up.
 */
export function editText(i: number, edits: readonly Edit[], records: readonly DirectionsRecord[]): string {
  const { op, directions, band, amount, unit, when, profile } = edits[i]!;
  const named = (of: string): string => `“${brief(records.find(({ id }) => id === of)?.name ?? of)}”`;
  const loose = looseBefore(i, edits).map(named);
  const name = loose.length > 0 ? t`what of ${named(directions)} is not in ${loose.join(t` and `)}` : named(directions);
  const where = t`over ${bandText(band)}${when === 'all' ? '' : `, ${WHEN_NAMES[when]}`}`;
  switch (op) {
    case 'add':
      return t`${name} ${doseText(amount, unit)} added ${where}${profile ? t`, shared ${sharedText(profile)}` : ''}`;
    case 'ablate':
      return t`${name} taken out ${where}`;
    case 'set':
      return t`${name} set to ${scoreText(amount, unit)} ${where}`;
    case 'cap':
      return t`${name} kept at or below ${scoreText(amount, unit)} ${where}`;
    case 'floor':
      return t`${name} kept at or above ${scoreText(amount, unit)} ${where}`;
  }
}
