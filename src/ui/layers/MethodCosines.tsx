/** How far the four ways of finding a direction agree on these texts: the cosines between their directions. */
import { memo } from 'react';
import type { Evidence } from '../../lab/report/evidence';
import { meanKnown } from '../../lab/report/means';
import { fixed } from '../parts/format';
import { Term } from '../parts/Term';
import { Twin } from '../parts/Twin';
import { METHOD_NAMES } from '../run/found-by';
import { methodTwin } from './method-twin';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

export const MethodCosines = memo(function MethodCosines({ methods, layer }: Pick<Evidence, 'methods'> & { readonly layer: number }) {
  if (!methods) return null;
  const twin = methodTwin(methods);
  return (
    <>
      <table className="methods" data-testid="method-cosines">
        <caption>{rich`${(<Term id="cosine">{t`Cosines`}</Term>)} between the directions of the ${(<Term id="method">{t`methods`}</Term>)}`}</caption>
        <thead>
          <tr>
            <th scope="col">{t`Methods`}</th>
            <th scope="col">{t`Block ${layer}`}</th>
            <th scope="col">{t`Mean over blocks`}</th>
          </tr>
        </thead>
        <tbody>
          {methods.map(({ a, b, cosine }) => (
            <tr key={`${a} ${b}`}>
              <th scope="row">{t`${METHOD_NAMES[a]} and ${METHOD_NAMES[b]}`}</th>
              <td>{number(cosine[layer] ?? NaN)}</td>
              <td>{number(meanKnown(cosine))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Twin caption={t`Cosines between the directions of the methods, by block`} columns={twin.columns} rows={twin.rows} />
    </>
  );
});

const number = (value: number): string => (Number.isNaN(value) ? t`– (no direction)` : fixed(value, 2));
