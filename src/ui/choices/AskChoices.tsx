/** What is to be asked, what that takes, and asking and stopping. */
import { useMemo } from 'react';
import { setChoosing } from '../../app/actions';
import { askChoices, stopChoices } from '../../app/lower-actions';
import { choiceWork, type ChoiceItems, type ChoiceWish } from '../../app/choice-work';
import { shownBand } from '../../app/shown-blocks';
import { ASK_LIMITS } from '../../experiment/ask-settings';
import { readingsIn, spread } from '../../experiment/choice-plan';
import { choiceWarnings } from '../../experiment/choice-warnings';
import { shownRun } from '../../experiment/shown';
import { EditsBeside } from '../edits/EditsBeside';
import { forget } from '../parts/forget';
import { count, seconds, timeLeft } from '../parts/format';
import { NumberField } from '../parts/NumberField';
import { StopButton } from '../parts/StopButton';
import { To } from '../parts/To';
import { useKeptFocus } from '../parts/useKeptFocus';
import { range, usualStrengths } from '../steer/dose';
import { useSuggested } from '../steer/useSuggested';
import { withEdits } from '../ways/way-text';
import { useLab } from '../useLab';
import { AskingNote } from './AskingNote';
import { DirectionsNote } from './DirectionsNote';
import { RandomDirections } from './RandomDirections';
import { StrengthsField } from './StrengthsField';
import { useReadingRate } from './useReadingRate';
import { useStrengths } from './useStrengths';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

interface Props {
  readonly given: ChoiceItems;
  /** These are the items of the run that is shown, and they can be asked now. */
  readonly ready: boolean;
}

export function AskChoices({ given, ready }: Props) {
  const unit = useLab((s) => s.experiment.view.steering.unit);
  const { dose: suggested } = useSuggested();
  const half = useLab((s) => range(unit, shownRun(s.experiment)?.directions ?? null, shownBand(s)).max / 2);
  const running = useLab((s) => s.choose.status === 'running');
  const edits = useLab((s) => s.experiment.view.edits);
  const { items, strengths, random, controls } = useLab((s) => s.experiment.view.choosing);
  const { text, parsed, write } = useStrengths(strengths, usualStrengths(half, suggested, [1]), (alphas) =>
    setChoosing({ strengths: alphas }),
  );
  const all = given.items.length;
  const most = Math.min(all, ASK_LIMITS.items.max);
  const named = parsed.alphas?.join(' ') ?? null;
  const wish = useMemo(
    (): ChoiceWish | null =>
      named === null ? null : { items: Math.min(items, most), alphas: named.split(' ').map(Number), random, controls },
    [named, items, most, random, controls],
  );
  // Said before anything is asked: afterwards it stands with what came of it.
  const warnings = useMemo(() => choiceWarnings(spread(given.items, Math.min(items, most))), [given.items, items, most]);
  return (
    <div className="bench choices-bench">
      <div className="finer-fields">
        <NumberField
          label={t`Items, of ${all}`}
          value={Math.min(items, most)}
          min={1}
          max={most}
          onChange={(next) => setChoosing({ items: next })}
          disabled={running}
        />
        <StrengthsField id="choice-strengths" value={text} problem={parsed.problem} disabled={running} onChange={write} />
        <RandomDirections value={random} disabled={running} onChange={(next) => setChoosing({ random: next })} />
        <label className="check">
          <input
            type="checkbox"
            checked={controls}
            disabled={running}
            onChange={(event) => setChoosing({ controls: event.target.checked })}
          />
          <span>{t`shuffled labels, another concept, just asking`}</span>
        </label>
      </div>
      {controls && ready && (
        <>
          <AskingNote asking={given.asking} file={given.file} />
          <DirectionsNote texts={given.texts} />
        </>
      )}
      <EditsBeside edits={edits} said={withEdits(edits.length)} />
      {warnings.map((warning) => (
        <p key={warning} className="quiet-line" data-testid="choices-warning">
          {warning}
        </p>
      ))}
      <Actions wish={ready ? wish : null} given={given} />
    </div>
  );
}

function Actions({ wish, given }: { readonly wish: ChoiceWish | null; readonly given: ChoiceItems }) {
  const choose = useLab((s) => s.choose);
  const experiment = useLab((s) => s.experiment);
  const model = useLab((s) => s.model);
  const rate = useReadingRate();
  const focus = useKeptFocus<HTMLDivElement>();
  const idle = choose.status === 'idle';
  const left = useMemo(
    () => (wish && idle ? readingsIn(choiceWork({ experiment, model }, given, wish).calls) : null),
    [wish, idle, experiment, model, given],
  );
  return (
    <div className="actions" {...focus}>
      {choose.status === 'running' ? (
        <>
          <StopButton testId="stop-choices" stopping={choose.stopping} onStop={stopChoices} />
          <span className="run-progress" data-testid="choices-progress" data-done={choose.done} data-of={choose.of}>
            <progress aria-label={t`Readings of items`} max={choose.of || 1} value={choose.done} />
            <span className="numbers">{t`${choose.done} of ${count(choose.of, 'reading')} · ${
              choose.stopping
                ? t`finishing the current reading`
                : timeLeft(choose.done > 0 && choose.rate !== null ? choose.rate * (choose.of - choose.done) : null)
            }`}</span>
          </span>
        </>
      ) : (
        <button
          type="button"
          className="primary"
          data-testid="ask-choices"
          disabled={!left}
          onClick={() => wish && forget(askChoices(wish))}
        >{t`Ask the choices`}</button>
      )}
      {left !== null && (
        <span className="quiet-line numbers" data-testid="choices-estimate" data-readings={left}>
          {left === 0
            ? t`All of this was asked before.`
            : t`${count(left, 'reading')} of a prompt with its options${rate === null ? t`; how long one takes is measured with the first` : t`, about ${seconds(rate * left)}`}.`}
        </span>
      )}
      {choose.status === 'idle' && choose.note && (
        <span className="quiet-line" role="status" data-testid="choices-note">
          {choose.note}
        </span>
      )}
      <span className="quiet-line">{rich`Band and unit of the push are those of ${(<To place="steer" />)}.`}</span>
    </div>
  );
}
