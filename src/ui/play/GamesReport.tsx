/** Games by the dozen: played under strengths and controls, with what they say; and game by game, as the benchmark lists them. */
import type { KnownGame } from '../../experiment/known-game';
import { Fold } from '../parts/Fold';
import { BenchTable } from './BenchTable';
import { GamesShown } from './GamesShown';
import { PlayMany } from './PlayMany';
import { LookAtPlays } from './RecordedPlays';
import { t } from '../../language/t';

interface Props {
  /** Games that do not come with the lab, played or not. */
  readonly own: readonly KnownGame[];
}

export const GamesReport = ({ own }: Props) => (
  <div className="folds">
    <Fold id="play-many" testId="play-many-fold" note={t`mean score by α, shares of actions, what was read before a decision`}>
      <LookAtPlays />
      <PlayMany own={own} />
      <GamesShown />
    </Fold>
    <Fold id="play-table" testId="play-table-fold" note={t`score, line of the rubric, total; what differs, and all steps`}>
      <BenchTable />
    </Fold>
  </div>
);
