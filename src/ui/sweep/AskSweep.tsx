/** Which prompts, strengths and samples a sweep has, what that takes, and asking. */
import { useMemo } from 'react';
import { setSweeping } from '../../app/actions';
import { askSweep } from '../../app/lower-actions';
import { shownBand } from '../../app/shown-blocks';
import type { SweepWish } from '../../app/sweep-work';
import { ASK_LIMITS } from '../../experiment/ask-settings';
import { shownRun } from '../../experiment/shown';
import { AskingNote } from '../choices/AskingNote';
import { RandomDirections } from '../choices/RandomDirections';
import { StrengthsField } from '../choices/StrengthsField';
import { useStrengths } from '../choices/useStrengths';
import { EditsBeside } from '../edits/EditsBeside';
import { forget } from '../parts/forget';
import { brief } from '../parts/format';
import { NumberField } from '../parts/NumberField';
import { To } from '../parts/To';
import { range, usualStrengths } from '../steer/dose';
import { NO_MODEL, useMissing } from '../steer/useMissing';
import { useSuggested } from '../steer/useSuggested';
import { useLab } from '../useLab';
import { withEdits } from '../ways/way-text';
import { namedWithNote } from '../../experiment/shipped';
import { ownPrompts } from './prompts';
import { SweepEstimate } from './SweepEstimate';
import { NOT_FETCHED, useSweepGivenBy } from './useSweepGivenBy';
import { t } from '../../language/t';

export function AskSweep() {
  const set = useLab((s) => (s.set.status === 'ready' ? s.set.set : null));
  const unit = useLab((s) => s.experiment.view.steering.unit);
  const greedy = useLab((s) => s.experiment.view.steering.temperature === 0);
  const running = useLab((s) => s.sweep.status === 'running');
  const { dose: suggested } = useSuggested();
  const max = useLab((s) => range(unit, shownRun(s.experiment)?.directions ?? null, shownBand(s)).max);
  const { without, own, strengths, samples, random, controls } = useLab((s) => s.experiment.view.sweeping);
  const edits = useLab((s) => s.experiment.view.edits);
  const missing = useMissing(false);
  const given = useSweepGivenBy(controls);
  const usual = usualStrengths(max, suggested, [0.5, 1]);
  const { text, parsed, write } = useStrengths(strengths, usual, (alphas) => setSweeping({ strengths: alphas }));
  const named = parsed.alphas?.join(' ') ?? null;
  const wish = useMemo((): SweepWish | null => {
    const alphas = named === null ? null : named.split(' ').map(Number);
    const prompts = [...(set?.prompts.filter(({ id }) => !without.includes(id)) ?? []).map((one) => one.text), ...ownPrompts(own)];
    return alphas && prompts.length > 0 ? { prompts, alphas, samples: greedy ? 1 : samples, random, controls } : null;
  }, [named, set, without, own, greedy, samples, random, controls]);
  return (
    <div className="bench sweep-bench">
      <fieldset className="sweep-prompts" disabled={running}>
        <legend>{t`Prompts`}</legend>
        {set?.prompts.map(({ id, scenario }) => (
          <label key={id} className="check">
            <input
              type="checkbox"
              checked={!without.includes(id)}
              onChange={({ target }) => setSweeping({ without: target.checked ? without.filter((one) => one !== id) : [...without, id] })}
            />
            <span>{brief(namedWithNote(set.scenarios.find((one) => one.id === scenario) ?? { id: scenario, title: scenario }))}</span>
          </label>
        ))}
        <label className="field sweep-own">
          <span>{t`Prompts of your own, an empty line between two`}</span>
          <textarea
            dir="auto"
            rows={2}
            data-testid="sweep-own"
            value={own}
            onChange={(event) => setSweeping({ own: event.target.value })}
          />
        </label>
      </fieldset>
      <div className="finer-fields">
        <StrengthsField id="sweep-strengths" value={text} problem={parsed.problem} disabled={running} onChange={write} />
        <NumberField
          label={t`Samples`}
          value={greedy ? 1 : samples}
          {...ASK_LIMITS.samples}
          onChange={(next) => setSweeping({ samples: next })}
          disabled={running || greedy}
        />
        <RandomDirections value={random} disabled={running} onChange={(next) => setSweeping({ random: next })} />
        <label className="check">
          <input
            type="checkbox"
            checked={controls}
            disabled={running}
            onChange={(event) => setSweeping({ controls: event.target.checked })}
          />
          <span>{t`shuffled labels, just asking`}</span>
        </label>
      </div>
      {controls && given && given !== NOT_FETCHED && <AskingNote asking={given.asking} file={null} />}
      {greedy && (
        <p className="quiet-line">{t`At temperature 0 every sample is the same: for several, choose a temperature under “More”.`}</p>
      )}
      <EditsBeside edits={edits} said={withEdits(edits.length)} />
      {!running && (
        <div className="actions">
          <button
            type="button"
            className="primary"
            data-testid="ask-sweep"
            disabled={missing !== null || !wish}
            onClick={() => wish && forget(askSweep(wish))}
          >{t`Run the sweep`}</button>
          {missing === null && wish ? (
            <SweepEstimate wish={wish} />
          ) : (
            <span className="quiet-line" data-testid="sweep-missing">
              {missing ?? t`Choose at least one prompt, and strengths.`} {missing === NO_MODEL && <To place="model" />}
            </span>
          )}
        </div>
      )}
    </div>
  );
}
