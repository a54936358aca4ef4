/** What the experiment holds of choices along the directions that are shown: the verdict, the picture, and the tables. */
import { useDeferredValue, useMemo } from 'react';
import { shownBand } from '../../app/shown-blocks';
import { askedIn, waysAlong, type ChoicesAsked } from '../../experiment/choices-asked';
import { shownRun } from '../../experiment/shown';
import { choiceVerdict } from '../../lab/report/choice-verdict';
import { choicesReport } from '../../lab/report/choices';
import { count, date } from '../parts/format';
import { Twin } from '../parts/Twin';
import { modelName, place } from '../provenance';
import { useSides } from '../shown';
import { bandText } from '../steer/dose';
import { useLab } from '../useLab';
import { ChoicesFigure } from './ChoicesFigure';
import { itemNotes, itemTable, SITUATION_COLUMNS, situationRows } from './rows';

const UNIT_NAMES = { raw: 'raw units', separation: 'separations', norm: 'residual norms' } as const;

export function ChoicesShown() {
  const run = useLab((s) => shownRun(s.experiment));
  const asked = useAsked(run?.record.id ?? null);
  const seed = useLab((s) => s.experiment.view.seed);
  const catalogue = useLab((s) => s.catalogue);
  const named = useSides();
  const sides = useMemo(() => ({ positive: named.positive, negative: named.negative }), [named.positive, named.negative]);
  const report = useMemo(() => asked && choicesReport(asked.margins, seed), [asked, seed]);
  const verdict = useMemo(() => report && choiceVerdict(report, sides), [report, sides]);
  if (!run) return <p className="quiet-line">There is no direction yet to be asked along.</p>;
  if (!asked || !report || !verdict)
    return (
      <p className="quiet-line" data-testid="no-choices">
        Nothing has been asked along these directions yet.
      </p>
    );
  const { way, items, at, model } = asked;
  const titleOf = (id: string): string => run.set.set.scenarios.find((one) => one.id === id)?.title ?? id;
  const dose = `${UNIT_NAMES[way.unit]} over ${bandText(way.band)}`;
  const origin = `${modelName(catalogue, model)} on ${place(model)}, ${date(at)}, directions of “${run.record.name}”${way.template ? ', as chat messages' : ''}. EIA Lab ${__VERSION__}.`;
  const table = itemTable(items, sides);
  return (
    <div data-testid="choices-shown">
      <div className="conclusion choices-verdict" data-testid="choices-verdict" data-kind={verdict.kind}>
        <p>
          <strong>{verdict.sentences[0]}</strong> {verdict.sentences.slice(1).join(' ')}
        </p>
      </div>
      <ChoicesFigure asked={asked} report={report} sides={sides} dose={dose} origin={origin} />
      <p className="figure-note">The same by situation:</p>
      <Twin caption="Shift of choices by situation" columns={SITUATION_COLUMNS} rows={() => situationRows(report, titleOf)} />
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

/** In the way that the settings say, where it was asked so, else in the way that was asked last. */
function useAsked(directions: string | null): ChoicesAsked | null {
  const choices = useDeferredValue(useLab((s) => s.experiment.choices));
  const unit = useLab((s) => s.experiment.view.steering.unit);
  const band = useLab(shownBand);
  return useMemo(() => {
    const ways = directions === null ? [] : waysAlong(choices, directions);
    const set = ways.findLast((way) => way.unit === unit && String(way.band) === String(band));
    const way = set ?? ways.at(-1);
    return way ? askedIn(choices, way) : null;
  }, [choices, directions, unit, band]);
}
