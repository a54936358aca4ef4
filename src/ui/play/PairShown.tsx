/** Two games side by side under one scrubber: without and with the push, or any two that were played. */
import { useCallback, useMemo, useState } from 'react';
import type { Play } from '../../experiment/play';
import { playedOf, type Played } from '../../experiment/played';
import { HowToRead } from '../figure/HowToRead';
import { Fold } from '../parts/Fold';
import { count } from '../parts/format';
import { extent, roundEnds } from '../parts/scale';
import { Table } from '../parts/Table';
import { useShownLayer } from '../shown';
import { useLab } from '../useLab';
import { GoOn } from './GoOn';
import { playerSaid } from './pair';
import { Scrubber } from './Scrubber';
import { Side } from './Side';
import { readsOf } from './step-said';
import { stepColumns, stepRows } from './steps-table';
import type { Pair } from './usePair';
import { t } from '../../language/t';

interface Shown {
  readonly side: 'left' | 'right';
  readonly play: Play;
  readonly played: Played;
}

export function PairShown({ left, right, of, pick, fork }: Omit<Pair, 'letGo'>) {
  const games = useLab((s) => s.experiment.games);
  const plays = useLab((s) => s.experiment.plays);
  const layer = useShownLayer();
  const sides = useMemo(
    () =>
      (['left', 'right'] as const).flatMap((side): Shown[] => {
        const play = side === 'left' ? left : right;
        return play ? [{ side, play, played: playedOf({ games }, play) }] : [];
      }),
    [left, right, games],
  );
  /** The last step, as long as nobody chooses one: a game that is played is followed. */
  const [at, setAt] = useState<{ readonly of: string; readonly step: number } | null>(null);
  const most = Math.max(0, ...sides.map(({ play }) => play.steps.length));
  const step = at?.of === of ? Math.min(at.step, most) : most;
  const go = useCallback((next: number) => setAt({ of, step: next }), [of]);
  const ends = useMemo(() => roundEnds(extent(sides.flatMap(({ play }) => readsOf(play, layer))) ?? [0, 1]), [sides, layer]);
  if (sides.length === 0)
    return <p className="quiet-line" data-testid="no-plays">{t`Nothing of this game was played yet with this variant and seed.`}</p>;
  return (
    <>
      <Scrubber step={step} most={most} onStep={go} />
      <figure className="figure games">
        <div className="game-sides" data-games={sides.length}>
          {sides.map(({ side, play, played }) => (
            <Side key={side} {...{ side, play, played, step, layer, ends }} steps={most} onPick={(id) => pick(side, id)} />
          ))}
        </div>
        <HowToRead id="play" />
      </figure>
      <GoOn sides={sides} step={step} onFork={fork} />
      <div className="folds">
        <Fold id="play-steps" note={sides.map(({ play }) => count(play.steps.length, 'step')).join(t` and `)}>
          {sides.map(({ side, play, played }) => (
            <div key={side} className="twin game-steps">
              <Table
                caption={t`Game ${plays.indexOf(play) + 1}, ${playerSaid(play, played.game)}: all steps`}
                columns={stepColumns(layer)}
                rows={stepRows(played, play, layer)}
              />
            </div>
          ))}
        </Fold>
      </div>
    </>
  );
}
