/** Which ratings a number counts, in words. Pure. */
import type { Counted } from '../../lab/report/ratings';
import { count } from '../parts/format';
import { t } from '../../language/t';

/** A sentence. Nothing is left out where none was blind: then all count, and it says so. */
export const countedText = (counted: Counted): string => `${blindText(counted)}${judgesText(counted)}`;

const judgesText = ({ judges }: Counted): string => {
  if (judges === undefined) return '';
  return judges === 'alone'
    ? t` All of them are a judge’s, which is a program: no person has rated yet.`
    : t` Ratings of judges, which are programs, are left out where people have rated; how far a judge agrees with them is told above.`;
};

function blindText({ blind, leftOut }: Counted): string {
  if (!blind) return t`None of these ratings is blind: whoever rated may have known the strength.`;
  return t`Blind ratings alone count here${leftOut > 0 ? t`; ${count(leftOut, 'rating')} given with the strength known ${leftOut === 1 ? t`is` : t`are`} left out` : ''}.`;
}

/** The same of two raters, as the end of a line: of answers, which count where both rated blind. */
export function bothCountedText({ blind, leftOut }: Counted): string {
  if (!blind) return t`no answer was rated blind by both: one of them, or both, may have known the strength`;
  return t`rated blind by both${leftOut > 0 ? t`; ${count(leftOut, 'answer')} left out, rated by one of them with the strength known` : ''}`;
}
