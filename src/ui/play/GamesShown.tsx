/** What the experiment holds of games along the directions shown: verdict, pictures, which games can move, what was read before. */
import { useDeferredValue, useMemo, useState } from 'react';
import type { PlaysSaid } from '../../analysis-protocol';
import { reportPlays } from '../../app/lower-actions';
import { originsAmong } from '../../app/store';
import { eachAction } from '../../experiment/each-action';
import { groupsIn, playedIn, playWaysAlong, type PlayGroup, type PlaysAsked } from '../../experiment/plays-asked';
import type { Play } from '../../experiment/play';
import { shownRun } from '../../experiment/shown';
import type { Decision } from '../../lab/report/decisions';
import { useOtherNames } from '../choices/useOtherNames';
import { Twin } from '../parts/Twin';
import { useAsked } from '../parts/useAsked';
import { askedLine } from '../provenance';
import { foundBy } from '../run/found-by';
import { useShownLayer, useSides } from '../shown';
import { bandText } from '../steer/dose';
import { useLab } from '../useLab';
import { useWayShown } from '../ways/useWayShown';
import { editsCounted } from '../ways/way-text';
import { WayShown } from '../ways/WayShown';
import { ActionsFigure } from './ActionsFigure';
import { DecisionsFigure } from './DecisionsFigure';
import { EACH_COLUMNS, eachRows, MOVABLE_COLUMNS, movableRows, type AskedFor } from './games-rows';
import { GroupShown } from './GroupShown';
import { ScoresFigure } from './ScoresFigure';
import { groupSaid } from './variants';
import { t } from '../../language/t';

interface Question {
  readonly asked: PlaysAsked | null;
  readonly sides: AskedFor;
  readonly others: readonly string[];
  readonly layer: number;
  readonly named: boolean;
  readonly seed: number;
}

const ask = ({ asked, ...more }: Question, signal: AbortSignal): Promise<PlaysSaid | null> =>
  asked ? reportPlays({ given: asked.given, decisions: asked.decisions, ...more }, signal) : Promise.resolve(null);

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
  const asked = useMemo(() => (shown && group ? playedIn({ games, plays }, shown, group) : null), [games, plays, shown, group]);
  const { positive, negative } = useSides();
  const sides = useMemo(() => ({ positive, negative }), [positive, negative]);
  const others = useOtherNames(asked?.others);
  const layer = useShownLayer();
  const named = run?.evidence?.recommended?.layer === layer;
  const seed = useLab((s) => s.experiment.view.seed);
  const question = useMemo(() => ({ asked, sides, others, layer, named, seed }), [asked, sides, others, layer, named, seed]);
  const reported = useAsked(question, ask);
  const catalogue = useLab((s) => s.catalogue);
  const origins = useLab((s) => s.origins);
  if (!run) return <p className="quiet-line">{t`There is no direction yet to play along.`}</p>;
  if (reported && 'failure' in reported) return <p role="alert">{t`What the games say could not be computed: ${reported.failure}`}</p>;
  if (asked && !reported?.answer) return <p className="quiet-line">{t`Computing…`}</p>;
  if (!asked || !reported?.answer || !reported.question.asked)
    return <p className="quiet-line" data-testid="no-games">{t`No game was played to its end along these directions yet.`}</p>;
  const { way, at, model, decisions } = reported.question.asked;
  const { report, verdict, decided } = reported.answer;
  const { sides: asking, layer: read } = reported.question;
  const told = {
    directions: run.record.name,
    foundBy: foundBy(run),
    template: way.template,
    way: [editsCounted(way), group && groups.length > 1 ? t`games ${groupSaid(group, games)}` : ''].filter(Boolean).join(', '),
    version: __VERSION__,
  };
  const origin = askedLine({ catalogue, model, at, from: originsAmong(origins, reported.question.asked.records), ...told });
  const isPushed = report.score.levels.pushes.some(({ alpha }) => alpha !== 0);
  return (
    <div className="games-shown" data-testid="games-shown">
      <WayShown ways={ways} way={{ ...way, model }} onPick={pick} />
      {group && <GroupShown known={{ games, plays }} way={way} groups={groups} shown={group} onPick={pickGroup} />}
      <div className="conclusion" data-testid="games-verdict" data-kind={verdict.kind}>
        <p>
          <strong>{verdict.sentences[0]}</strong> {verdict.sentences.slice(1, verdict.told).join(' ')}
        </p>
        <p>{verdict.sentences.slice(verdict.told).join(' ')}</p>
      </div>
      {isPushed && <ScoresFigure report={report} asking={asking} unit={way.unit} over={bandText(way.band)} origin={origin} />}
      <ActionsFigure report={report} asking={asking} origin={origin} />
      <p className="figure-note">{t`The same by single actions, in each situation.`}</p>
      <Twin
        caption={t`Shares of single actions`}
        columns={EACH_COLUMNS}
        rows={() => eachRows(eachAction({ games, plays }, reported.question.asked!.records), asking)}
      />
      <p className="figure-note">{t`Which games can move at all: without a push, by situation.`}</p>
      <Twin caption={t`Which games can move`} columns={MOVABLE_COLUMNS} rows={() => movableRows(report.movable)} />
      {decided ? (
        <>
          <div className="conclusion" data-testid="decisions-verdict" data-kind={decided.verdict.kind}>
            <p>
              <strong>{decided.verdict.sentence}</strong> {decided.verdict.beside}
            </p>
          </div>
          <DecisionsFigure
            decisions={decisions}
            layer={read}
            origin={askedLine({
              catalogue,
              model,
              ...playedOn(plays, decisions),
              from: originsAmong(origins, playsOf(decisions)),
              ...told,
            })}
          />
        </>
      ) : (
        <p className="quiet-line" data-testid="no-decisions">
          {t`No step without a push was read along these directions in which one could help: what is read before a decision cannot be held against it.`}
        </p>
      )}
    </div>
  );
}

const playsOf = (decisions: readonly Decision[]): string[] => [...new Set(decisions.map(({ play }) => play))];

/** The latest of the games of these decisions: they need not be those of the pictures above. */
function playedOn(plays: readonly Play[], decisions: readonly Decision[]): { at: string } {
  const ids = new Set(playsOf(decisions));
  return { at: plays.filter(({ id }) => ids.has(id)).reduce((latest, { at }) => (at > latest ? at : latest), '') };
}
