/** The cosines between the directions of the methods at every block, as the twin of those at the block that is shown. */
import type { BetweenMethods } from '../../lab/readers/between';
import { fixed } from '../parts/format';
import type { TwinColumn } from '../parts/Twin';
import { METHOD_NAMES } from '../run/found-by';
import { t } from '../../language/t';

/** Heads and rows, [layer]: the block, and each two methods once. */
export const methodTwin = (methods: readonly BetweenMethods[]): { columns: TwinColumn[]; rows: () => number[][] } => ({
  columns: [
    { name: t`block` },
    ...methods.map(({ a, b }) => ({
      name: t`${METHOD_NAMES[a]} and ${METHOD_NAMES[b]}`,
      print: (value: number) => fixed(value, 3),
      nan: t`one of the two has no direction at this block`,
    })),
  ],
  rows: () => (methods[0]?.cosine ?? []).map((_, layer) => [layer, ...methods.map(({ cosine }) => cosine[layer] ?? NaN)]),
});
