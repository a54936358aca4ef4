/** What edits do without a push, in words. Pure. */
import type { Interval } from '../../lab/bootstrap';
import type { Damage } from '../../lab/damage';
import { compact, signed } from '../parts/format';
import { t } from '../../language/t';

interface Alone extends Interval {
  readonly mean: number;
  readonly damage?: Damage | null;
}

/**
 * "Without a push, the edits alone move choices by +0.31 [−0.20, +0.80] against nothing at all, over 12 items." `moved`: what is moved.
 * `over`: "12 items".
 */
export function editsAlone(moved: string, { mean, low, high, damage }: Alone, over: string): string {
  const interval = Number.isNaN(low) ? '' : ` [${signed(low, 2)}, ${signed(high, 2)}]`;
  const cost = damage ? t` They cost ${compact(damage.mean)} nats per token.` : '';
  return t`Without a push, the edits alone move ${moved} by ${signed(mean, 2)}${interval} against nothing at all, over ${over}.${cost}`;
}
