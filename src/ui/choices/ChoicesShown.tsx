/** What the experiment holds of choices along the directions that are shown: the verdict, the picture, and the tables. */
import { useDeferredValue, useMemo } from 'react';
import type { ChoicesRequest } from '../../analysis-protocol';
import { reportChoices } from '../../app/actions';
import { originsAmong } from '../../app/store';
import { shownBand } from '../../app/shown-blocks';
import { askedIn, waysAlong, type ChoicesAsked } from '../../experiment/choices-asked';
import { sidesOf } from '../../experiment/choice-sides';
import { shownRun } from '../../experiment/shown';
import { brief, count } from '../parts/format';
import { Twin } from '../parts/Twin';
import { useAsked } from '../parts/useAsked';
import { askedLine } from '../provenance';
import { useSides } from '../shown';
import { bandText } from '../steer/dose';
import { useLab } from '../useLab';
import { ChoicesFigure } from './ChoicesFigure';
import { itemNotes, itemTable, SITUATION_COLUMNS, situationRows } from './rows';

const UNIT_NAMES = { raw: 'raw units', separation: 'separations', norm: 'residual norms' } as const;

interface Question {
  /** The id of the directions that were asked along. */
  readonly along: string | null;
  readonly asked: ChoicesAsked | null;
  readonly sides: ChoicesRequest['sides'];
  readonly seed: number;
}

const report = ({ asked, sides, seed }: Question, signal: AbortSignal) =>
  asked ? reportChoices({ margins: asked.margins, sides, seed }, signal) : Promise.resolve(null);

export function ChoicesShown() {
  const run = useLab((s) => shownRun(s.experiment));
  const along = run?.record.id ?? null;
  const asked = useAskedChoices(along);
  const seed = useLab((s) => s.experiment.view.seed);
  const catalogue = useLab((s) => s.catalogue);
  const origins = useLab((s) => s.origins);
  const named = useSides();
  const sides = useMemo(
    () => sidesOf({ file: asked?.way.file ?? null }, { positive: named.positive, negative: named.negative }),
    [asked, named.positive, named.negative],
  );
  const question = useMemo(() => ({ along, asked, sides, seed }), [along, asked, sides, seed]);
  const reported = useAsked(question, report);
  if (!run) return <p className="quiet-line">There is no direction yet to be asked along.</p>;
  if (reported && 'failure' in reported) return <p role="alert">What the choices say could not be computed: {reported.failure}</p>;
  // While the next is computed, what was known before stays.
  const known = asked && reported?.question.asked && reported.question.along === along ? reported : null;
  if (asked && !known) return <p className="quiet-line">Computing…</p>;
  if (!known?.answer || !known.question.asked)
    return (
      <p className="quiet-line" data-testid="no-choices">
        Nothing has been asked along these directions yet.
      </p>
    );
  const { way, items, at, model } = known.question.asked;
  const titleOf = (id: string): string => run.set.set.scenarios.find((one) => one.id === id)?.title ?? id;
  const dose = `${UNIT_NAMES[way.unit]} over ${bandText(way.band)}`;
  const from = originsAmong(origins, known.question.asked.records);
  const of = items[0]?.file ? `items of “${brief(items[0].file.name, 60)}”` : '';
  const directions = run.record.name;
  const origin = askedLine({ catalogue, model, at, from, directions, template: way.template, way: of, version: __VERSION__ });
  const { verdict } = known.answer;
  const { sides: called } = known.question;
  const table = itemTable(items, called);
  return (
    <div data-testid="choices-shown">
      <div className="conclusion choices-verdict" data-testid="choices-verdict" data-kind={verdict.kind}>
        <p>
          <strong>{verdict.sentences[0]}</strong> {verdict.sentences.slice(1).join(' ')}
        </p>
      </div>
      <ChoicesFigure asked={known.question.asked} report={known.answer.report} sides={called} dose={dose} origin={origin} />
      <p className="figure-note">The same by situation:</p>
      <Twin caption="Shift of choices by situation" columns={SITUATION_COLUMNS} rows={() => situationRows(known.answer!.report, titleOf)} />
      <p className="figure-note">
        {count(items.length, 'item')} with their options, each option’s length in tokens and its log-probability (the sum over its tokens):
      </p>
      <div data-testid="choice-items">
        <Twin caption="Items, options and log-probabilities" {...table} />
      </div>
      {itemNotes(items).map((note) => (
        <p key={note} className="about">
          {note}
        </p>
      ))}
    </div>
  );
}

/**
 * In the way that the settings say and of the items in use, where these were asked so; else of these items in another way; else what was
 * asked last.
 */
function useAskedChoices(directions: string | null): ChoicesAsked | null {
  const choices = useDeferredValue(useLab((s) => s.experiment.choices));
  const unit = useLab((s) => s.experiment.view.steering.unit);
  const band = useLab(shownBand);
  const file = useLab((s) => (s.ownItems?.inUse ? s.ownItems.file.sha256 : null));
  return useMemo(() => {
    const ways = directions === null ? [] : waysAlong(choices, directions);
    const same = ways.filter((way) => way.file === file);
    const set = same.findLast((way) => way.unit === unit && String(way.band) === String(band));
    const way = set ?? same.at(-1) ?? ways.at(-1);
    return way ? askedIn(choices, way) : null;
  }, [choices, directions, unit, band, file]);
}
