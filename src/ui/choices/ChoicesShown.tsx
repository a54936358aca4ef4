/** What the experiment holds of choices along the directions that are shown: the verdict, the picture, and the tables. */
import { useDeferredValue, useMemo } from 'react';
import type { ChoicesRequest } from '../../analysis-protocol';
import { reportChoices } from '../../app/lower-actions';
import { originsAmong } from '../../app/store';
import { askedIn, waysAlong, type ChoicesAsked } from '../../experiment/choices-asked';
import { sidesOf } from '../../experiment/choice-sides';
import { damageKnown } from '../../experiment/damage-known';
import { shownRun } from '../../experiment/shown';
import { Fold } from '../parts/Fold';
import { brief, count } from '../parts/format';
import { Twin } from '../parts/Twin';
import { useAsked } from '../parts/useAsked';
import type { ScenarioSet } from '../../formats/scenario-set';
import { askedLine } from '../provenance';
import { foundBy } from '../run/found-by';
import { useSides } from '../shown';
import { bandText } from '../steer/dose';
import { useLab } from '../useLab';
import { useWayShown } from '../ways/useWayShown';
import { editsCounted } from '../ways/way-text';
import { WayShown } from '../ways/WayShown';
import { editsAlone } from '../edits/edits-alone';
import { ChoicesFigure } from './ChoicesFigure';
import { itemNotes, itemTable, SITUATION_COLUMNS, situationRows } from './rows';
import { useOtherNames } from './useOtherNames';
import { t } from '../../language/t';

/** The situations of the texts that directions of a set are learnt from. */
const learntIn = ({ pairs, texts = [] }: ScenarioSet): ReadonlySet<string> =>
  new Set([...pairs, ...texts].flatMap(({ scenario, split }) => (split === 'train' ? [scenario] : [])));

interface Question {
  /** The id of the directions that were asked along. */
  readonly along: string | null;
  readonly asked: ChoicesAsked | null;
  readonly sides: ChoicesRequest['sides'];
  /** What the directions of other concepts are called. */
  readonly others: readonly string[];
  /** What the sentences ask for: the sides of the concept that the directions are of, whatever items are asked. */
  readonly asking: ChoicesRequest['sides'];
  readonly seed: number;
}

const ask = ({ asked, sides, others, asking, seed }: Question, signal: AbortSignal) =>
  asked ? reportChoices({ margins: asked.margins, sides, others, asking, seed }, signal) : Promise.resolve(null);

export function ChoicesShown() {
  const run = useLab((s) => shownRun(s.experiment));
  const along = run?.record.id ?? null;
  const choices = useDeferredValue(useLab((s) => s.experiment.choices));
  const asking = useLab((s) => s.choose.status === 'running');
  const ways = useMemo(() => (along === null ? [] : waysAlong(choices, along)), [choices, along]);
  const { way: shown, pick } = useWayShown(ways, asking);
  const asked = useMemo(() => (shown ? askedIn(choices, shown) : null), [choices, shown]);
  const seed = useLab((s) => s.experiment.view.seed);
  const catalogue = useLab((s) => s.catalogue);
  const origins = useLab((s) => s.origins);
  const { positive, negative } = useSides();
  const inWords = useMemo(() => ({ positive, negative }), [positive, negative]);
  const sides = useMemo(() => sidesOf({ file: asked?.way.file ?? null }, inWords), [asked, inWords]);
  const others = useOtherNames(asked?.others);
  const question = useMemo(() => ({ along, asked, sides, others, asking: inWords, seed }), [along, asked, sides, others, inWords, seed]);
  const reported = useAsked(question, ask);
  const damages = useDeferredValue(useLab((s) => s.experiment.damages));
  const answers = useDeferredValue(useLab((s) => s.experiment.answers));
  const asIn = reported && 'answer' in reported ? reported.question.asked?.way : undefined;
  const dosed = useMemo(() => asIn && { directions: run?.directions ?? null, band: asIn.band, unit: asIn.unit }, [run, asIn]);
  const damage = useMemo(
    () => asIn && damageKnown({ answers, damages }, { ...asIn, isModel: ({ graphHash }) => graphHash === asIn.model.graphHash }),
    [answers, damages, asIn],
  );
  if (!run) return <p className="quiet-line">{t`There is no direction yet to be asked along.`}</p>;
  if (reported && 'failure' in reported) return <p role="alert">{t`What the choices say could not be computed: ${reported.failure}`}</p>;
  // While the next is computed, what was known before stays.
  const known = asked && reported?.question.asked && reported.question.along === along ? reported : null;
  if (asked && !known) return <p className="quiet-line">{t`Computing…`}</p>;
  if (!known?.answer || !known.question.asked || !dosed || !damage)
    return <p className="quiet-line" data-testid="no-choices">{t`Nothing has been asked along these directions yet.`}</p>;
  const { way, items, at, model } = known.question.asked;
  const titleOf = (id: string): string => run.set.set.scenarios.find((one) => one.id === id)?.title ?? id;
  const from = originsAmong(origins, known.question.asked.records);
  const file = items[0]?.file ? t`items of “${brief(items[0].file.name, 60)}”` : '';
  const told = {
    directions: run.record.name,
    foundBy: foundBy(run),
    template: way.template,
    way: [file, editsCounted(way)].filter(Boolean).join(', '),
    version: __VERSION__,
  };
  const origin = askedLine({ catalogue, model, at, from, ...told });
  const { verdict, report } = known.answer;
  const { sides: called } = known.question;
  const table = itemTable(items, called);
  // Of one way without edits the figure's foot says enough; several can be chosen from.
  const inFront = ways.length > 1 || way.edits.length > 0;
  const shownAs = <WayShown ways={ways} way={{ ...way, model }} onPick={pick} />;
  return (
    <div className="choices-shown" data-testid="choices-shown">
      {inFront && shownAs}
      <div className="conclusion choices-verdict" data-testid="choices-verdict" data-kind={verdict.kind}>
        <p>
          <strong>{verdict.sentences[0]}</strong> {verdict.sentences.slice(1, verdict.told).join(' ')}
        </p>
        {report.edits && <p data-testid="choices-edits">{editsAlone('choices', report.edits, count(report.edits.items.length, 'item'))}</p>}
      </div>
      <ChoicesFigure
        key={way.unit}
        asked={known.question.asked}
        report={report}
        sides={called}
        asking={known.question.asking}
        dosed={dosed}
        damage={damage}
        pooling={run.capture.pooling}
        over={bandText(way.band)}
        others={known.question.others}
        origin={origin}
      />
      <div className="folds">
        <Fold id="choice-tables" note={t`the other sides, by situation, ${count(items.length, 'item')} with their options`}>
          {verdict.sentences.length > verdict.told && <p className="about">{verdict.sentences.slice(verdict.told).join(' ')}</p>}
          {!inFront && shownAs}
          <p className="figure-note">{t`The same by situation:`}</p>
          <Twin caption={t`Shift of choices by situation`} columns={SITUATION_COLUMNS} rows={() => situationRows(report, titleOf)} />
          <p className="figure-note">{t`${count(items.length, 'item')} with their options, each option’s length in tokens and its log-probability (the sum over its tokens):`}</p>
          <div data-testid="choice-items">
            <Twin caption={t`Items, options and log-probabilities`} {...table} />
          </div>
          {itemNotes(items, learntIn(run.set.set)).map((note) => (
            <p key={note} className="about">
              {note}
            </p>
          ))}
        </Fold>
      </div>
    </div>
  );
}
