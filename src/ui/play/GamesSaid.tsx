/** What the games of one way and group say: verdict, pictures, which games can move, what was read before a decision. */
import type { PlaysSaid } from '../../analysis-protocol';
import { originsAmong } from '../../app/store';
import { eachAction } from '../../experiment/each-action';
import type { Experiment } from '../../experiment/experiment';
import type { Play } from '../../experiment/play';
import type { PlayGroup, PlaysAsked } from '../../experiment/plays-asked';
import type { ShownRun } from '../../experiment/shown';
import type { Decision } from '../../lab/report/decisions';
import { Twin } from '../parts/Twin';
import { askedLine } from '../provenance';
import { foundBy } from '../run/found-by';
import { bandText } from '../steer/dose';
import { useLab } from '../useLab';
import { editsCounted } from '../ways/way-text';
import { ActionsFigure } from './ActionsFigure';
import { DecisionsFigure } from './DecisionsFigure';
import { EACH_COLUMNS, eachRows, MOVABLE_COLUMNS, movableRows, type AskedFor } from './games-rows';
import { ScoresFigure } from './ScoresFigure';
import { groupSaid } from './variants';
import { t } from '../../language/t';

interface Props {
  readonly run: ShownRun;
  readonly known: Pick<Experiment, 'games' | 'plays'>;
  readonly asked: PlaysAsked;
  readonly said: PlaysSaid;
  /** What the sentences ask for, and the block that was read: those of the question that was answered. */
  readonly asking: AskedFor;
  readonly layer: number;
  /** null where there is no other group. */
  readonly group: PlayGroup | null;
}

export function GamesSaid({ run, known, asked, said, asking, layer, group }: Props) {
  const catalogue = useLab((s) => s.catalogue);
  const origins = useLab((s) => s.origins);
  const { games, plays } = known;
  const { way, at, model, records, decisions } = asked;
  const { report, verdict, decided } = said;
  const told = {
    directions: run.record.name,
    foundBy: foundBy(run),
    template: way.template,
    way: [editsCounted(way), group ? t`games ${groupSaid(group, games)}` : ''].filter(Boolean).join(', '),
    version: __VERSION__,
  };
  const origin = askedLine({ catalogue, model, at, from: originsAmong(origins, records), ...told });
  const isPushed = report.score.levels.pushes.some(({ alpha }) => alpha !== 0);
  return (
    <>
      <div className="conclusion" data-testid="games-verdict" data-kind={verdict.kind}>
        <p>
          <strong>{verdict.sentences[0]}</strong> {verdict.sentences.slice(1, verdict.told).join(' ')}
        </p>
        <p>{verdict.sentences.slice(verdict.told).join(' ')}</p>
      </div>
      {isPushed && <ScoresFigure report={report} asking={asking} unit={way.unit} over={bandText(way.band)} origin={origin} />}
      <ActionsFigure report={report} asking={asking} origin={origin} />
      <p className="figure-note">{t`The same by single actions, in each situation.`}</p>
      <Twin caption={t`Shares of single actions`} columns={EACH_COLUMNS} rows={() => eachRows(eachAction(known, records), asking)} />
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
            layer={layer}
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
    </>
  );
}

const playsOf = (decisions: readonly Decision[]): string[] => [...new Set(decisions.map(({ play }) => play))];

/** The latest of the games of these decisions: they need not be those of the pictures above. */
function playedOn(plays: readonly Play[], decisions: readonly Decision[]): { at: string } {
  const ids = new Set(playsOf(decisions));
  return { at: plays.filter(({ id }) => ids.has(id)).reduce((latest, { at }) => (at > latest ? at : latest), '') };
}
