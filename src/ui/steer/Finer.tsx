/** The settings most people never need, in one fold. */
import { setSteering } from '../../state/actions';
import { useLab } from '../../state/store';
import { NumberField } from '../parts/NumberField';
import { Term } from '../parts/Term';

export function Finer() {
  const { temperature, topP, maxNewTokens, seed, repetitionPenalty, template } = useLab((s) => s.experiment.steering);
  const hasTemplate = useLab((s) => s.model.status !== 'ready' || s.model.info.chatTemplate);
  return (
    <details className="finer">
      <summary>More</summary>
      <div className="finer-fields">
        <NumberField label={<Term id="temperature">Temperature</Term>} name="Temperature" value={temperature} min={0} max={2} step={0.1} onChange={(value) => setSteering({ temperature: value })} />
        <NumberField label={<Term id="top-p">Top-p</Term>} name="Top-p" value={topP} min={0.05} max={1} step={0.05} onChange={(value) => setSteering({ topP: value })} />
        <NumberField label="Tokens at most" value={maxNewTokens} min={1} max={512} onChange={(value) => setSteering({ maxNewTokens: value })} />
        <NumberField label="Seed" value={seed} min={0} max={2 ** 31 - 1} onChange={(value) => setSteering({ seed: value })} />
        <NumberField label="Repetition penalty" value={repetitionPenalty} min={1} max={2} step={0.05} onChange={(value) => setSteering({ repetitionPenalty: value })} />
        <label className="check">
          <input type="checkbox" checked={template && hasTemplate} disabled={!hasTemplate} onChange={(event) => setSteering({ template: event.target.checked })} />
          <span>as a chat message</span>
        </label>
      </div>
    </details>
  );
}
