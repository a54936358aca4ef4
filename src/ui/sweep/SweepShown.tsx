/** What came of a sweep: a grid that fills in, answers, the dose chart, and a table of everything. */
import { useDeferredValue, useMemo, useState } from 'react';
import type { SweepRequest } from '../../analysis-protocol';
import { reportSweep } from '../../app/lower-actions';
import { originsAmong } from '../../app/store';
import { shownRun, textOf } from '../../experiment/shown';
import { sweepGiven, sweepsAlong, sweptIn, type SweepAsked } from '../../experiment/sweep-asked';
import { count } from '../parts/format';
import { Term } from '../parts/Term';
import { Twin } from '../parts/Twin';
import { useAsked } from '../parts/useAsked';
import { askedLine } from '../provenance';
import { foundBy } from '../run/found-by';
import { useShownLayer, useSides } from '../shown';
import { CompletionCard } from '../steer/CompletionCard';
import type { Picking } from '../tokens/AnswerTokens';
import { bandText } from '../steer/dose';
import { useLab } from '../useLab';
import { useWayShown } from '../ways/useWayShown';
import { editsAlone } from '../edits/edits-alone';
import { editsCounted } from '../ways/way-text';
import { WayShown } from '../ways/WayShown';
import { HowToRead } from '../figure/HowToRead';
import { DoseFigure } from './DoseFigure';
import { ANSWER_COLUMNS, answerRows, CELL_COLUMNS, cellRows } from './rows';
import { namesOf } from './prompts';
import { SweepGrid, type Place } from './SweepGrid';
import { SweepSuccess } from './SweepSuccess';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

interface Question {
  readonly swept: SweepAsked | null;
  readonly request: SweepRequest | null;
}
const report = ({ request }: Question, signal: AbortSignal) => (request ? reportSweep(request, signal) : Promise.resolve(null));

export function SweepShown() {
  const run = useLab((s) => shownRun(s.experiment));
  const layer = useShownLayer();
  const catalogue = useLab((s) => s.catalogue);
  const origins = useLab((s) => s.origins);
  const { positive, negative } = useSides();
  const sides = useMemo(() => ({ positive, negative }), [positive, negative]);
  const answers = useDeferredValue(useLab((s) => s.experiment.answers));
  const damages = useDeferredValue(useLab((s) => s.experiment.damages));
  const asking = useLab((s) => s.sweep.status === 'running');
  const along = run?.record.id ?? null;
  const ways = useMemo(() => (along === null ? [] : sweepsAlong(answers, along)), [answers, along]);
  const { way: shown, pick } = useWayShown(ways, asking);
  const swept = useMemo(() => (shown ? sweptIn(answers, damages, shown) : null), [answers, damages, shown]);
  const set = run?.set.set ?? null;
  const question = useMemo((): Question => {
    const request = swept && set && { given: sweepGiven(swept, layer), sides, situations: namesOf(swept.prompts, set) };
    return { swept, request };
  }, [swept, set, sides, layer]);
  const reported = useAsked(question, report);
  const [chosen, choose] = useState<Place | null>(null);
  const known = reported && 'answer' in reported && reported.question.swept?.way.directions === run?.record.id ? reported : null;
  const way = known?.question.swept?.way;
  const dosed = useMemo(() => (way ? { directions: run?.directions ?? null, band: way.band, unit: way.unit } : null), [run, way]);
  if (reported && 'failure' in reported) return <p role="alert">{t`What the sweep says could not be computed: ${reported.failure}`}</p>;
  if (!run || !swept)
    return <p className="quiet-line" data-testid="no-sweep">{t`Nothing has been answered under a push along these directions yet.`}</p>;
  if (!known?.answer || !known.question.swept || !dosed) return <p className="quiet-line">{t`Computing…`}</p>;
  const { report: found, verdict } = known.answer;
  const { prompts, cells, model, at, way: asked } = known.question.swept;
  const names = namesOf(prompts, run.set.set);
  const alphas = [...new Set(found.cells.map(({ alpha }) => alpha))].sort((a, b) => a - b);
  const { temperature } = asked.sampling;
  const from = originsAmong(
    origins,
    cells.map(({ answer }) => answer.id),
  );
  const told = {
    directions: run.record.name,
    foundBy: foundBy(run),
    template: asked.template,
    way: [t`temperature ${temperature}`, editsCounted(asked)].filter(Boolean).join(', '),
    version: __VERSION__,
  };
  const origin = askedLine({ catalogue, model, at, from, ...told });
  const pickAnother = (key: string): void => {
    choose(null);
    pick(key);
  };
  return (
    <div data-testid="sweep-shown" data-cells={cells.length}>
      <WayShown ways={ways} way={{ ...asked, model }} onPick={pickAnother} />
      <div className="conclusion" data-testid="sweep-verdict" data-kind={verdict.kind}>
        <p>
          <strong>{verdict.sentences[0]}</strong> {verdict.sentences.slice(1).join(' ')}
        </p>
        {found.edits && <p data-testid="sweep-edits">{editsAlone('answers', found.edits, count(found.edits.prompts, 'prompt'))}</p>}
      </div>
      <h3>{t`Effects by prompt`}</h3>
      <p className="figure-note">{rich`How far the ${(<Term id="score">{t`score`}</Term>)} at block ${layer} of the finished answers, read again without the push, lies from that of the same prompt without a push; with several samples, their mean and its interval.`}</p>
      <SweepGrid report={found} names={names} alphas={alphas} chosen={chosen} onChoose={choose} />
      {chosen && <CellAnswers swept={known.question.swept} place={chosen} layer={layer} />}
      <Twin caption={t`Effects by prompt and strength`} columns={CELL_COLUMNS} rows={() => cellRows(found, prompts)} />
      <HowToRead id="sweep-grid" picture={false} />
      <SweepSuccess found={found.success} names={names} />
      <DoseFigure
        key={asked.unit}
        report={found}
        sides={sides}
        dosed={dosed}
        layer={layer}
        verdict={verdict}
        pooling={run.capture.pooling}
        over={bandText(asked.band)}
        origin={origin}
      />
      <p className="figure-note">{rich`${(<Term id="damage">{t`Damage`}</Term>)} and ${(<Term id="perplexity">{t`perplexity`}</Term>)} stand in the table above. All ${count(cells.length, 'answer')}, controls included:`}</p>
      <div data-testid="sweep-answers">
        <Twin caption={t`Answers of the sweep`} columns={ANSWER_COLUMNS} rows={() => answerRows(known.question.swept!, layer, sides)} />
      </div>
    </div>
  );
}

/** There is nothing to pick. */
const PUSHED: Picking = { picked: null, onPick: () => undefined };

function CellAnswers({
  swept,
  place: { prompt, alpha },
  layer,
}: {
  readonly swept: SweepAsked;
  readonly place: Place;
  readonly layer: number;
}) {
  const own = swept.cells.filter((cell) => cell.prompt === prompt && !cell.row.control);
  const some = own.filter(({ row }) => row.amount === alpha);
  const greedy = swept.way.sampling.temperature === 0;
  const plainOf = (seed: number) => own.find(({ row, answer }) => row.amount === 0 && (greedy || answer.seed === seed));
  return (
    <ol className="completions" aria-label={t`Answers of the cell`} data-testid="cell-answers">
      {some.map(({ answer }, i) => {
        const plain = alpha === 0 ? undefined : plainOf(answer.seed);
        return (
          <CompletionCard
            key={answer.id}
            // A sweep is of the directions that push: further ones that an answer was read along are shown where it was steered for.
            text={{ ...textOf(answer), also: [] }}
            reference={plain ? textOf(plain.answer) : null}
            along={null}
            picking={PUSHED}
            layer={layer}
            unit={swept.way.unit}
            limit={answer.sampling.maxNewTokens}
            streaming={false}
            explained={i === 0}
          />
        );
      })}
    </ol>
  );
}
