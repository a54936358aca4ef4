/** Which prompts, strengths and samples a sweep has, what that takes, and asking. */
import { useMemo, useState } from 'react';
import { askSweep } from '../../app/actions';
import { shownBand } from '../../app/shown-blocks';
import type { SweepWish } from '../../app/sweep-work';
import { shownRun } from '../../experiment/shown';
import { LIMITS } from '../../experiment/view';
import { parseStrengths, RANDOM_DRAWS, strengthsText } from '../choices/strengths';
import { StrengthsField } from '../choices/StrengthsField';
import { Choice } from '../parts/Choice';
import { forget } from '../parts/forget';
import { brief } from '../parts/format';
import { NumberField } from '../parts/NumberField';
import { range } from '../steer/dose';
import { useMissing } from '../steer/useMissing';
import { useSuggested } from '../steer/useSuggested';
import { useLab } from '../useLab';
import { ownPrompts } from './prompts';
import { SweepEstimate } from './SweepEstimate';

const MOST_SAMPLES = 20;

export function AskSweep() {
  const set = useLab((s) => (s.set.status === 'ready' ? s.set.set : null));
  const unit = useLab((s) => s.experiment.view.steering.unit);
  const greedy = useLab((s) => s.experiment.view.steering.temperature === 0);
  const running = useLab((s) => s.sweep.status === 'running');
  const suggested = useSuggested();
  const max = useLab((s) => range(unit, shownRun(s.experiment)?.directions ?? null, shownBand(s), suggested).max);
  /** Prompts of the set that were taken out. */
  const [without, leaveOut] = useState<readonly string[]>([]);
  const [own, setOwn] = useState('');
  /** null while nobody has written other strengths than those of the unit. */
  const [written, write] = useState<string | null>(null);
  const [samples, setSamples] = useState(1);
  const [random, setRandom] = useState<'0' | '5' | '20'>('0');
  const [controls, setControls] = useState(true);
  const missing = useMissing(false);
  const text = written ?? strengthsText([-max, -max / 2, 0, max / 2, max].map((alpha) => Number(alpha.toPrecision(3))));
  const { problem } = parseStrengths(text, LIMITS.alpha.max);
  const wish = useMemo((): SweepWish | null => {
    const { alphas } = parseStrengths(text, LIMITS.alpha.max);
    const prompts = [...(set?.prompts.filter(({ id }) => !without.includes(id)) ?? []).map((one) => one.text), ...ownPrompts(own)];
    return alphas && prompts.length > 0 ? { prompts, alphas, samples: greedy ? 1 : samples, random: Number(random), controls } : null;
  }, [text, set, without, own, greedy, samples, random, controls]);
  return (
    <div className="bench sweep-bench">
      <fieldset className="sweep-prompts" disabled={running}>
        <legend>Prompts</legend>
        {set?.prompts.map(({ id, scenario }) => (
          <label key={id} className="check">
            <input
              type="checkbox"
              checked={!without.includes(id)}
              onChange={({ target }) => leaveOut((now) => (target.checked ? now.filter((one) => one !== id) : [...now, id]))}
            />
            <span>{brief(set.scenarios.find((one) => one.id === scenario)?.title ?? scenario)}</span>
          </label>
        ))}
        <label className="field sweep-own">
          <span>Prompts of your own, an empty line between two</span>
          <textarea dir="auto" rows={2} data-testid="sweep-own" value={own} onChange={(event) => setOwn(event.target.value)} />
        </label>
      </fieldset>
      <div className="finer-fields">
        <StrengthsField id="sweep-strengths" value={text} problem={problem} disabled={running} onChange={write} />
        <NumberField
          label="Samples"
          value={greedy ? 1 : samples}
          min={1}
          max={MOST_SAMPLES}
          onChange={setSamples}
          disabled={running || greedy}
        />
        <Choice label="Random directions" value={random} options={RANDOM_DRAWS} onChange={setRandom} disabled={running} />
        <label className="check">
          <input type="checkbox" checked={controls} disabled={running} onChange={(event) => setControls(event.target.checked)} />
          <span>shuffled labels, just asking</span>
        </label>
      </div>
      {greedy && <p className="quiet-line">At temperature 0 every sample is the same: for several, choose a temperature under “More”.</p>}
      {!running && (
        <div className="actions">
          <button
            type="button"
            className="primary"
            data-testid="ask-sweep"
            disabled={missing !== null || !wish}
            onClick={() => wish && forget(askSweep(wish))}
          >
            Run the sweep
          </button>
          {missing === null && wish ? (
            <SweepEstimate wish={wish} />
          ) : (
            <span className="quiet-line" data-testid="sweep-missing">
              {missing ?? 'Choose at least one prompt, and strengths.'}
            </span>
          )}
        </div>
      )}
    </div>
  );
}
