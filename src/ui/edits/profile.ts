/** How the blocks of a band share a dose: shapes that have a name, and numbers as a person writes them. Pure. */
import type { Edit } from '../../experiment/answer';
import { tick } from '../parts/format';
import { t } from '../../language/t';

export const SHAPES = ['even', 'peak', 'rising', 'falling', 'own'] as const;
export type Shape = (typeof SHAPES)[number];

export const SHAPE_NAMES: Readonly<Record<Shape, string>> = {
  even: 'evenly',
  peak: t`most in the middle`,
  rising: t`more with each block`,
  falling: t`less with each block`,
  own: t`as written`,
};

type Profile = NonNullable<Edit['profile']>;

/** One number a block: [1, 2, 3, 2, 1] for the peak of five. undefined: evenly. A shape of one's own begins even. */
export function profileOf(shape: Shape, blocks: number): Profile | undefined {
  const of = (part: (i: number) => number): Profile => Array.from({ length: blocks }, (_, i) => part(i));
  switch (shape) {
    case 'even':
      return undefined;
    case 'peak':
      return of((i) => Math.min(i + 1, blocks - i));
    case 'rising':
      return of((i) => i + 1);
    case 'falling':
      return of((i) => blocks - i);
    case 'own':
      return of(() => 1);
  }
}

/** The first shape that gives these numbers. */
export const shapeOf = (profile: Edit['profile']): Shape =>
  SHAPES.find((shape) => shape !== 'own' && profileText(profileOf(shape, profile?.length ?? 0)) === profileText(profile)) ?? 'own';

/** "1, 2, 3". */
export const profileText = (profile: Edit['profile']): string => (profile ?? []).map(tick).join(', ');

/** "1, 2, 3" → [1, 2, 3]; else a sentence that says what is wrong. Numbers stand between commas, semicolons or spaces. */
export function parseProfile(text: string, blocks: number): { profile: Profile; problem: null } | { profile: null; problem: string } {
  const refuse = (problem: string) => ({ profile: null, problem });
  const words = text.split(/[\s,;]+/).filter(Boolean);
  const wrong = words.find((word) => !(Number(word) >= 0 && Number.isFinite(Number(word))));
  if (wrong !== undefined) return refuse(t`“${wrong.slice(0, 20)}” is no share. Write numbers of at least 0, like 1, 2, 1.`);
  if (words.length !== blocks) return refuse(t`The band has ${blocks} blocks, and these are ${words.length} numbers: write one for each.`);
  const profile = words.map(Number);
  return profile.some((part) => part > 0) ? { profile, problem: null } : refuse(t`One of them has to be above 0.`);
}
