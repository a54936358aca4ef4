/** How many texts of which kind each situation gives: a direction from one situation may be about that situation. */
import { memo } from 'react';
import type { ScenarioSet } from '../../formats/scenario-set';
import { contrastOf, isPaired, placesOf, type OfSet } from '../../lab/contrast';
import { brief } from '../parts/format';
import { CsvButton, type Cell } from '../parts/Table';
import { Heads } from '../parts/Heads';
import { t } from '../../language/t';

const CAPTION = t`Texts per situation`;
const HEADS = [t`Situation`, t`Train`, t`Test`, t`Scored`, t`Prompts`];
const of = <T extends { scenario: string }>(items: readonly T[], id: string): T[] => items.filter((item) => item.scenario === id);

export const SetTable = memo(function SetTable({ set }: { set: ScenarioSet }) {
  return (
    <>
      <div className="scroller" tabIndex={0} role="region" aria-label={CAPTION}>
        <table className="counts">
          <Heads heads={HEADS} />
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
      <CsvButton caption={CAPTION} columns={HEADS.map((name) => ({ name }))} rows={countRows(set)} />
    </>
  );
});

/** A row a situation, its title in full. */
export const countRows = (set: ScenarioSet): Cell[][] =>
  set.scenarios.map(({ id, title }) => [
    ...[title, counted(set, id, 'train'), counted(set, id, 'test')].map((text) => ({ text })),
    ...[of(set.scored, id).length, of(set.prompts, id).length],
  ]);

/** Pairs of a situation, or "3 + 4" texts of the two classes where they have no partners. */
function counted(set: ScenarioSet, id: string, wanted: OfSet['split']): string {
  const contrast = contrastOf(set);
  const { positive, negative } = placesOf(contrast, ({ scenario, split }) => scenario === id && split === wanted);
  return isPaired(contrast) ? String(positive.length) : `${positive.length} + ${negative.length}`;
}
