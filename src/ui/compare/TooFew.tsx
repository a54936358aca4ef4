/** Why this browser can make no matrix of sets, and what it takes; beside matrices that are there already it speaks of one's own. */
import { SHIPPED_SETS } from '../../experiment/shipped';
import type { WholeReading } from '../../storage/readings';
import { brief } from '../parts/format';
import { To } from '../parts/To';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

interface Props {
  /** Fewer than two. */
  readonly readings: readonly Pick<WholeReading, 'setHash' | 'reading'>[];
  /** Matrices that stand above, from a recording or a file. */
  readonly matrices: number;
}

export function TooFew({ readings: [only], matrices }: Props) {
  const sets = SHIPPED_SETS.map(({ label }) => label);
  const there = matrices > 1 ? t`The ${matrices} matrices above are whole as they stand` : t`The matrix above is whole as it stands`;
  return (
    <p className="quiet-line" data-testid="too-few-sets" data-sets={only ? 1 : 0}>
      {matrices > 0 && t`${there}; this is what one of your own takes. `}
      {rich`${only ? t`Only “${brief(only.reading.scenarios.name, 40)}” has been read so` : t`This browser has kept no set that was read so`}, and a matrix takes two: choose another under ${(<To place="contrast" />)} (${sets.slice(0, -1).join(', ')}, ${sets.at(-1)}, or one of your own) and press Run.`}
    </p>
  );
}
