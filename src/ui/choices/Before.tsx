/** Before it acts: does what is read at the end of a prompt go along with the choice that follows? */
import { contrastOf } from '../../lab/contrast';
import { useDeferredValue, useMemo } from 'react';
import { askChoices, reportBefore } from '../../app/lower-actions';
import { choiceWork, type ChoiceItems, type ChoiceWish } from '../../app/choice-work';
import { originsAmong } from '../../app/store';
import { readingsIn } from '../../experiment/choice-plan';
import { sidesOf } from '../../experiment/choice-sides';
import { readBefore } from '../../experiment/choices-before';
import { shownRun } from '../../experiment/shown';
import type { Before as Found } from '../../lab/report/before';
import { Fold } from '../parts/Fold';
import { forget } from '../parts/forget';
import { brief, count, fixed, pValue, seconds } from '../parts/format';
import { To } from '../parts/To';
import { useAsked } from '../parts/useAsked';
import { askedLine } from '../provenance';
import { foundBy } from '../run/found-by';
import { useShownLayer, useSides } from '../shown';
import { useLab } from '../useLab';
import { BeforeFigure } from './BeforeFigure';
import { useReadingRate } from './useReadingRate';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

export function Before({ given }: { readonly given: ChoiceItems | null }) {
  return (
    <Fold id="before" testId="before" note={t`does what is read at the end of a prompt go along with the choice that follows?`}>
      <p className="figure-note">{t`The same prompts without a push: does what is read along the direction at the prompt’s last token, before anything is answered, go along with what the model then leans to?`}</p>
      {given && given.told.length > 0 && <AskTold given={given} />}
      <BeforeShown />
    </Fold>
  );
}

const WISH: ChoiceWish = { items: 0, alphas: [], random: 0, controls: false, told: true };

function AskTold({ given }: { readonly given: ChoiceItems }) {
  const experiment = useLab((s) => s.experiment);
  const model = useLab((s) => s.model);
  const idle = useLab((s) => s.choose.status === 'idle');
  const rate = useReadingRate();
  const left = useMemo(() => readingsIn(choiceWork({ experiment, model }, given, WISH).calls), [experiment, model, given]);
  if (left === 0) return null;
  return (
    <div className="actions">
      <button
        type="button"
        data-testid="ask-told"
        disabled={!idle}
        onClick={() => forget(askChoices(WISH))}
      >{t`Ask ${count(left, 'paraphrase')}`}</button>
      <span className="quiet-line">{rich`From calm to urgent, one reading each${rate === null ? '' : t`, about ${seconds(rate * left)}`}. Bar and Stop are under ${(<To place="ask-choices" />)}.`}</span>
    </div>
  );
}

function BeforeShown() {
  const run = useLab((s) => shownRun(s.experiment));
  const choices = useDeferredValue(useLab((s) => s.experiment.choices));
  const seed = useLab((s) => s.experiment.view.seed);
  const catalogue = useLab((s) => s.catalogue);
  const origins = useLab((s) => s.origins);
  const layer = useShownLayer();
  const concept = useSides();
  const file = useLab((s) => (s.ownItems?.inUse ? s.ownItems.file.sha256 : null));
  const directions = run?.record.id ?? null;
  const read = useMemo(() => (directions === null ? null : readBefore(choices, directions, file)), [choices, directions, file]);
  const named = run?.evidence?.recommended?.layer === layer;
  const set = run?.set.set;
  const question = useMemo(
    () => ({ asked: read?.asked ?? [], contrast: set && !set.unwritten ? contrastOf(set) : [], layer, named, seed }),
    [read, set, layer, named, seed],
  );
  const reported = useAsked(question, reportBefore);
  if (reported && 'failure' in reported) return <p role="alert">{t`What the prompts say could not be computed: ${reported.failure}`}</p>;
  const found = reported?.question.asked === question.asked ? reported.answer : null;
  if (run && read && !found && reported?.question.asked !== question.asked) return <p className="quiet-line">{t`Computing…`}</p>;
  if (!run || !read || !found)
    return <p className="quiet-line" data-testid="nothing-before">{t`Fewer than three prompts have been asked along these directions.`}</p>;
  const { all, within, refused, verdict } = found;
  const { model, at, template, records, fileName } = read;
  const way = fileName === null ? '' : t`items of “${brief(fileName, 60)}”`;
  const { positive } = sidesOf(read, concept);
  const from = originsAmong(origins, records);
  const told = { directions: run.record.name, foundBy: foundBy(run), template, way, version: __VERSION__ };
  const origin = askedLine({ catalogue, model, at, from, ...told });
  return (
    <>
      <div className="conclusion choices-verdict" data-testid="before-verdict" data-kind={verdict.kind}>
        <p>
          <strong>{verdict.sentence}</strong> {beside(within ?? all)} {bagLine(within ?? all, refused)}
          {mixed(within && all)}
        </p>
      </div>
      <BeforeFigure asked={read.asked} layer={layer} positive={positive} origin={origin} />
    </>
  );
}

/** The controls of r, in one or two sentences. */
const beside = ({ words, givenWords, characters, givenCharacters, p }: Found): string =>
  t`${pValue(p)} without a correction. Number of words alone: r = ${fixed(words)}, and given it ${fixed(givenWords)} is left; characters: ${fixed(characters)}, and ${fixed(givenCharacters)}.`;

/** What a bag of words makes of the prompts; '' where no training pairs teach one. */
function bagLine({ bag, givenBag }: Found, refused: string | null): string {
  if (refused !== null) return t`No bag of words beside it: ${refused}`;
  if (Number.isNaN(bag)) return '';
  return t`A bag of words, taught by the training pairs: r = ${fixed(bag)}, and given it ${fixed(givenBag)} is left.`;
}

/** The r of all prompts, which is not the one that is judged. */
const mixed = (all: Found | null): string =>
  all
    ? t` Over all ${all.n} prompts, whatever their options: r = ${fixed(all.r)}, which is also what situations and options do to both, and is not judged.`
    : '';
