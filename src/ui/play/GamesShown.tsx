/** What the experiment holds of games along the directions shown: in which ways they were played, and what those of one way say. */
import { useDeferredValue, useMemo, useState } from 'react';
import type { PlaysSaid } from '../../analysis-protocol';
import { reportPlays } from '../../app/lower-actions';
import { groupsIn, playedIn, playWaysAlong, type PlayGroup, type PlaysAsked } from '../../experiment/plays-asked';
import { shownRun } from '../../experiment/shown';
import { wayKey } from '../../experiment/ways';
import { useOtherNames } from '../choices/useOtherNames';
import { count } from '../parts/format';
import { useAsked } from '../parts/useAsked';
import { useSame } from '../parts/useSame';
import { useShownLayer, useSides } from '../shown';
import { useLab } from '../useLab';
import { useWayShown } from '../ways/useWayShown';
import { WayShown } from '../ways/WayShown';
import type { AskedFor } from './games-rows';
import { GamesSaid } from './GamesSaid';
import { GroupShown } from './GroupShown';
import { t } from '../../language/t';

/** What is asked of the worker. */
export interface Question {
  /** Experiment, way and group that are asked for: what is said of one is never shown as if it were of another. */
  readonly of: string;
  readonly epoch: number;
  readonly group: PlayGroup | null;
  readonly asked: PlaysAsked | null;
  readonly sides: AskedFor;
  readonly others: readonly string[];
  readonly layer: number;
  readonly named: boolean;
  readonly seed: number;
}

const ask = ({ asked, sides, others, layer, named, seed }: Question, signal: AbortSignal): Promise<PlaysSaid | null> =>
  asked
    ? reportPlays({ given: asked.given, decisions: asked.decisions, sides, others, layer, named, seed }, signal)
    : Promise.resolve(null);

export function GamesShown() {
  const run = useLab((s) => shownRun(s.experiment));
  const along = run?.record.id ?? null;
  const plays = useDeferredValue(useLab((s) => s.experiment.plays));
  const games = useDeferredValue(useLab((s) => s.experiment.games));
  const playing = useLab((s) => s.play.status === 'running');
  const ways = useMemo(() => (along === null ? [] : playWaysAlong({ games, plays }, along)), [games, plays, along]);
  const { way: shown, pick } = useWayShown(ways, playing);
  const groups = useMemo(() => (shown ? groupsIn({ games, plays }, shown) : []), [games, plays, shown]);
  const [picked, pickGroup] = useState<PlayGroup | null>(null);
  const same = (one: PlayGroup): boolean => one.variant === picked?.variant && one.player === picked.player;
  const group = groups.find(same) ?? groups[0];
  const found = useMemo(() => (shown && group ? playedIn({ games, plays }, shown, group) : null), [games, plays, shown, group]);
  const epoch = useLab((s) => s.epoch);
  const of = JSON.stringify([epoch, found && wayKey(found.way), group]);
  // A step of a game that is not over asks nothing new.
  const asked = useSame(found, JSON.stringify([of, found?.records, found?.decisions.map(({ play }) => play)]));
  const { positive, negative } = useSides();
  const sides = useMemo(() => ({ positive, negative }), [positive, negative]);
  const others = useOtherNames(asked?.others);
  const layer = useShownLayer();
  const named = run?.evidence?.recommended?.layer === layer;
  const seed = useLab((s) => s.experiment.view.seed);
  const question = useMemo(
    (): Question => ({ of, epoch, group: group ?? null, asked, sides, others, layer, named, seed }),
    [of, epoch, group, asked, sides, others, layer, named, seed],
  );
  const reported = useAsked(question, ask);
  if (!run) return <p className="quiet-line">{t`There is no direction yet to play along.`}</p>;
  if (reported && 'failure' in reported) return <p role="alert">{t`What the games say could not be computed: ${reported.failure}`}</p>;
  if (!asked || !group)
    return <p className="quiet-line" data-testid="no-games">{t`No game was played to its end along these directions yet.`}</p>;
  const { way, model } = asked;
  const known = reported?.answer && reported.question.asked && reported.question.epoch === epoch ? reported : null;
  // Of another way or group: it is not shown, and stays where it is, so that tables that somebody has opened stay open.
  const isOther = known?.question.of !== of;
  const before = known?.question.asked;
  const isComputing = reported?.question !== question;
  return (
    <div className="games-shown" data-testid="games-shown" data-computing={isComputing}>
      <WayShown ways={ways} way={{ ...way, model }} onPick={pick} />
      <GroupShown known={{ games, plays }} way={way} groups={groups} shown={group} onPick={pickGroup} />
      {isComputing && (
        <p className="quiet-line" data-testid="games-computing">
          {before && before !== asked && !isOther
            ? t`Computing… Until then, what stands here is of the ${count(before.records.length, 'game')} that were known before.`
            : t`Computing…`}
        </p>
      )}
      {known?.answer && before && (
        <div hidden={isOther}>
          <GamesSaid
            run={run}
            known={{ games, plays }}
            asked={before}
            said={known.answer}
            asking={known.question.sides}
            layer={known.question.layer}
            group={groups.length > 1 ? known.question.group : null}
          />
        </div>
      )}
    </div>
  );
}
