/** Does pushing it change what the model says? Two answers to one prompt side by side; the slider moves the push. */
import { useId, useMemo, type ReactNode } from 'react';
import { bringPart, setSteering } from '../../app/actions';
import { answersTo, fileOf, type Part } from '../../experiment/recorded';
import { shippedOf } from '../../experiment/shipped';
import { nearestAlpha } from '../../experiment/known-answers';
import { shownRun, type SteeredText } from '../../experiment/shown';
import { movedAt } from '../../lab/report/moved';
import { forget } from '../parts/forget';
import { signed } from '../parts/format';
import { Term } from '../parts/Term';
import { useShownLayer, useSides } from '../shown';
import { AlphaHead } from '../steer/AlphaHead';
import { bandText, doseText, nearestText } from '../steer/dose';
import { PromptOptions } from '../steer/PromptOptions';
import { VERDICTS } from '../steer/coherence-words';
import { useLab } from '../useLab';
import { useKnown, type Known } from './useKnown';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

export function TwoAnswers() {
  const run = useLab((s) => shownRun(s.experiment));
  const known = useKnown();
  const streaming = useLab((s) => s.streaming?.texts ?? null);
  if (!run) return <div className="opening-answers" />;
  return (
    <div className="opening-answers">
      <PromptChoice />
      {known ? <Slider known={known} /> : <Missing />}
      {known && !streaming && <Nearest known={known} />}
      {known && <Pair known={known} streaming={streaming} />}
    </div>
  );
}

function PromptChoice() {
  const prompt = useLab((s) => s.experiment.view.steering.prompt);
  const set = useLab((s) => shownRun(s.experiment)?.set.set ?? null);
  const chosen = set?.prompts.find(({ text }) => text === prompt);
  return (
    <>
      <label className="field-inline">
        {t`Situation`}{' '}
        <select
          data-testid="opening-prompt"
          value={chosen?.id ?? ''}
          onChange={({ target }) => setSteering({ prompt: set?.prompts.find(({ id }) => id === target.value)?.text ?? prompt })}
        >
          {!chosen && <option value="">{t`my own words`}</option>}
          {set && <PromptOptions {...set} />}
        </select>
      </label>
      {/* It scrolls on a small window, and so do the answers: by keyboard, too. */}
      <blockquote className="opening-prompt" dir="auto" tabIndex={0}>
        {prompt}
      </blockquote>
    </>
  );
}

/** Why there are no answers yet. */
function Missing() {
  const set = useLab((s) => shownRun(s.experiment)?.set.set ?? null);
  const prompt = useLab((s) => s.experiment.view.steering.prompt);
  const part = useMemo((): Part | null => {
    const id = set && shippedOf(set);
    return id ? answersTo(id, set.prompts, prompt) : null;
  }, [set, prompt]);
  const state = useLab((s) => (part ? s.parts[fileOf(part)] : undefined));
  if (state === 'coming') return <p className="quiet-line" role="status">{t`Fetching the recorded answers…`}</p>;
  if (part && typeof state === 'object')
    return (
      <p className="quiet-line" role="alert" data-testid="opening-missing">
        {state.message} {state.hint} <button type="button" onClick={() => forget(bringPart(part))}>{t`Try again`}</button>
      </p>
    );
  return (
    <p
      className="quiet-line"
      data-testid="opening-missing"
    >{t`Nothing is recorded for this prompt: load the model, and it answers here.`}</p>
  );
}

function Slider({ known }: { readonly known: Known }) {
  const id = useId();
  const sides = useSides();
  const { alphas, alpha, way } = known;
  const text = t`${doseText(alpha, way.unit)} over ${bandText(way.band)}`;
  const [least, most] = [alphas[0]!, alphas.at(-1)!];
  const take = (next: number): void => setSteering({ alpha: next, unit: way.unit, band: way.band });
  return (
    <div className="alpha">
      <AlphaHead id={id} alpha={alpha} text={text}>{rich`Push ${(<Term id="alpha">α</Term>)}`}</AlphaHead>
      <input
        id={id}
        type="range"
        data-testid="opening-slider"
        min={least}
        max={most}
        step="any"
        list={`${id}-known`}
        value={alpha}
        aria-valuetext={text}
        onChange={({ target }) => take(nearestAlpha(alphas, Number(target.value)))}
        onKeyDown={(event) => {
          const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
          if (step === undefined) return;
          event.preventDefault();
          const next = alphas[alphas.indexOf(alpha) + step];
          if (next !== undefined) take(next);
        }}
      />
      <datalist id={`${id}-known`}>
        {alphas.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <div className="alpha-ends" aria-hidden="true">
        <span>← {sides.negative}</span>
        <span />
        <span>{sides.positive} →</span>
      </div>
    </div>
  );
}

/** The slider stands where answers are. What is set further down, or by a link, may lie between: that is said. */
function Nearest({ known: { asked, pushed } }: { readonly known: Known }) {
  const isRecorded = useLab((s) => pushed.id !== null && s.origins[pushed.id] === 'recorded');
  if (asked === null) return null;
  return (
    <p className="quiet-line opening-nearest" data-testid="opening-nearest">
      {nearestText(asked, isRecorded)}
    </p>
  );
}

function Pair({ known: { plain, pushed, way }, streaming }: { readonly known: Known; readonly streaming: readonly SteeredText[] | null }) {
  const layer = useShownLayer();
  const [left, right] = streaming ? [streaming[0] ?? null, streaming.at(-1) ?? null] : [plain, pushed];
  return (
    <div className="opening-pair">
      <Said title={t`Left alone`} text={left} />
      <Said title={right && right.alpha !== 0 ? t`Pushed, ${doseText(right.alpha, way.unit)}` : t`No push: the same`} text={right}>
        {right && left && right.alpha !== 0 && <Moved text={right} reference={left} layer={layer} />}
      </Said>
    </div>
  );
}

function Said({ title, text, children }: { readonly title: string; readonly text: SteeredText | null; readonly children?: ReactNode }) {
  const id = text?.id ?? null;
  const isRecorded = useLab((s) => id !== null && s.origins[id] === 'recorded');
  return (
    <article className="opening-answer" data-testid="opening-answer" data-alpha={text?.alpha} data-sign={Math.sign(text?.alpha ?? 0)}>
      <h3>{isRecorded ? t`${title} (recorded)` : title}</h3>
      <p dir="auto" className="opening-text" tabIndex={0}>
        {text?.text || t`(no text)`}
        {text?.cut && '…'}
      </p>
      {children}
    </article>
  );
}

/** What the finished answer shows of it, read again without the push, and whether it is language still. */
function Moved({ text, reference, layer }: { readonly text: SteeredText; readonly reference: SteeredText; readonly layer: number }) {
  const { moved } = movedAt(text, reference, layer);
  return (
    <p className="quiet-line numbers" data-testid="opening-moved">
      {moved !== null && t`Read again without the push it scores ${signed(moved, 1)} against no push. `}
      {text.coherence && t`Coherence: ${VERDICTS[text.coherence.verdict]}.`}
    </p>
  );
}
