/** Which group of games is shown: under which control, and answered how; and all of them beside each other in a table. */
import { groupLevels } from '../../experiment/group-levels';
import type { Experiment } from '../../experiment/experiment';
import type { PlayWay } from '../../experiment/play-plan';
import type { PlayGroup } from '../../experiment/plays-asked';
import { fixed, percent, signed, tick } from '../parts/format';
import { Select } from '../parts/Select';
import { Twin, type TwinColumn } from '../parts/Twin';
import { groupSaid } from './variants';
import { t } from '../../language/t';

interface Props {
  readonly known: Pick<Experiment, 'games' | 'plays'>;
  readonly way: PlayWay;
  readonly groups: readonly PlayGroup[];
  readonly shown: PlayGroup;
  readonly onPick: (group: PlayGroup) => void;
}

const COLUMNS: readonly TwinColumn[] = [
  { name: t`games` },
  { name: 'α', print: tick },
  { name: t`number of games` },
  { name: t`mean score`, print: (value) => fixed(value, 2) },
  { name: 'D', print: (value) => signed(value, 2), nan: t`nothing to be held against` },
  { name: t`games of D` },
  { name: t`answers that were no action`, print: (value) => percent(value, 1) },
];

export function GroupShown({ known, way, groups, shown, onPick }: Props) {
  const { games } = known;
  if (groups.length < 2 && shown.variant === null && shown.player === 'model') return null;
  return (
    <div data-testid="games-group" data-groups={groups.length}>
      <div className="finer-fields">
        <Select
          label={t`Shown are the games`}
          value={String(groups.indexOf(shown))}
          options={groups.map((group, i) => [String(i), groupSaid(group, games)] as const)}
          onChange={(i) => onPick(groups[Number(i)]!)}
        />
      </div>
      <Twin
        caption={t`All variants and ways to answer, each for itself`}
        columns={COLUMNS}
        rows={() =>
          groupLevels(known, way).map(({ group, alpha, games: n, mean, shift, paired, unscored }) => [
            { text: groupSaid(group, games) },
            ...[alpha, n, mean, shift, paired, unscored],
          ])
        }
      />
    </div>
  );
}
