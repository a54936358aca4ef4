/** How many texts of which kind each situation gives: a direction from one situation may be about that situation. */
import { memo } from 'react';
import type { ScenarioSet } from '../../formats/scenario-set';
import { contrastOf, isPaired, placesOf, type OfSet } from '../../lab/contrast';
import { brief } from '../parts/format';
import { t } from '../../language/t';

export const SetTable = memo(function SetTable({ set }: { set: ScenarioSet }) {
  const of = <T extends { scenario: string }>(items: readonly T[], id: string): T[] => items.filter((item) => item.scenario === id);
  return (
    <div className="scroller" tabIndex={0} role="region" aria-label={t`Texts per situation`}>
      <table className="counts">
        <thead>
          <tr>
            <th scope="col">{t`Situation`}</th>
            <th scope="col">{t`Train`}</th>
            <th scope="col">{t`Test`}</th>
            <th scope="col">{t`Scored`}</th>
            <th scope="col">{t`Prompts`}</th>
          </tr>
        </thead>
        <tbody>
          {set.scenarios.map(({ id, title, objective, person }) => {
            return (
              <tr key={id}>
                <th scope="row" dir="auto">
                  {brief(title)}
                  <span className="situation">
                    {objective} {person}
                  </span>
                </th>
                <td>{counted(set, id, 'train')}</td>
                <td>{counted(set, id, 'test')}</td>
                <td>{of(set.scored, id).length}</td>
                <td>{of(set.prompts, id).length}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
});

/** Pairs of a situation, or "3 + 4" texts of the two classes where they have no partners. */
function counted(set: ScenarioSet, id: string, wanted: OfSet['split']): string {
  const contrast = contrastOf(set);
  const { positive, negative } = placesOf(contrast, ({ scenario, split }) => scenario === id && split === wanted);
  return isPaired(contrast) ? String(positive.length) : `${positive.length} + ${negative.length}`;
}
