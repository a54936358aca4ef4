/** Which ratings a number counts, in words. Pure. */
import type { Counted } from '../../lab/report/ratings';
import { count } from '../parts/format';

/** A sentence. Nothing is left out where none was blind: then all count, and it says so. */
export function countedText({ blind, leftOut }: Counted): string {
  if (!blind) return 'None of these ratings is blind: whoever rated may have known the strength.';
  return `Blind ratings alone count here${leftOut > 0 ? `; ${count(leftOut, 'rating')} given with the strength known ${leftOut === 1 ? 'is' : 'are'} left out` : ''}.`;
}

/** The same of two raters, as the end of a line: of answers, which count where both rated blind. */
export function bothCountedText({ blind, leftOut }: Counted): string {
  if (!blind) return 'no answer was rated blind by both: one of them, or both, may have known the strength';
  return `rated blind by both${leftOut > 0 ? `; ${count(leftOut, 'answer')} left out, rated by one of them with the strength known` : ''}`;
}
