/** The settings most people never need, in one fold. */
import { setSteering } from '../../app/actions';
import { LIMITS } from '../../experiment/view';
import { useLab } from '../useLab';
import { NumberField } from '../parts/NumberField';

export function Finer() {
  const { temperature, topP, maxNewTokens, seed, repetitionPenalty, template } = useLab((s) => s.experiment.view.steering);
  const hasTemplate = useLab((s) => s.model.status !== 'ready' || s.model.info.chatTemplate);
  return (
    <details className="finer">
      <summary>More</summary>
      <div className="finer-fields">
        <NumberField
          label="Temperature"
          term="temperature"
          value={temperature}
          {...LIMITS.temperature}
          step={0.1}
          onChange={(value) => setSteering({ temperature: value })}
        />
        <NumberField
          label="Top-p"
          term="top-p"
          value={topP}
          {...LIMITS.topP}
          step={0.05}
          onChange={(value) => setSteering({ topP: value })}
        />
        <NumberField
          label="Tokens at most"
          value={maxNewTokens}
          {...LIMITS.maxNewTokens}
          onChange={(value) => setSteering({ maxNewTokens: value })}
        />
        <NumberField label="Seed" value={seed} {...LIMITS.seed} onChange={(value) => setSteering({ seed: value })} />
        <NumberField
          label="Repetition penalty"
          value={repetitionPenalty}
          {...LIMITS.repetitionPenalty}
          step={0.05}
          onChange={(value) => setSteering({ repetitionPenalty: value })}
        />
        <label className="check">
          <input
            type="checkbox"
            checked={template && hasTemplate}
            disabled={!hasTemplate}
            onChange={(event) => setSteering({ template: event.target.checked })}
          />
          <span>as a chat message</span>
        </label>
      </div>
    </details>
  );
}
