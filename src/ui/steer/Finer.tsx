/** What most people never need, in one fold whose line says it: the blocks that are pushed, and how answers are drawn. */
import { setSteering } from '../../app/actions';
import { shownBand } from '../../app/shown-blocks';
import { LIMITS } from '../../experiment/view';
import { useLab } from '../useLab';
import { Fold } from '../parts/Fold';
import { count } from '../parts/format';
import { NumberField } from '../parts/NumberField';
import { BandControl } from './BandControl';
import { bandText, UNITS_SAID } from './dose';
import { UnitChoice } from './UnitChoice';
import { t } from '../../language/t';

export function Finer() {
  const band = useLab(shownBand);
  const { unit, temperature, topP, maxNewTokens, seed, repetitionPenalty, template } = useLab((s) => s.experiment.view.steering);
  const hasTemplate = useLab((s) => s.model.status !== 'ready' || s.model.info.chatTemplate);
  return (
    <Fold
      id="pushed"
      className="finer"
      note={[
        bandText(band),
        t`α in ${UNITS_SAID[unit]}`,
        ...(temperature > 0 ? [t`temperature ${temperature}`] : []),
        t`${count(maxNewTokens, 'token')} at most`,
      ].join(' · ')}
    >
      <UnitChoice />
      <BandControl />
      <div className="finer-fields">
        <NumberField
          label={t`Temperature`}
          term="temperature"
          value={temperature}
          {...LIMITS.temperature}
          step={0.1}
          onChange={(value) => setSteering({ temperature: value })}
        />
        <NumberField
          label={t`Top-p`}
          term="top-p"
          value={topP}
          {...LIMITS.topP}
          step={0.05}
          onChange={(value) => setSteering({ topP: value })}
        />
        <NumberField
          label={t`Tokens at most`}
          value={maxNewTokens}
          {...LIMITS.maxNewTokens}
          onChange={(value) => setSteering({ maxNewTokens: value })}
        />
        <NumberField label={t`Seed`} value={seed} {...LIMITS.seed} onChange={(value) => setSteering({ seed: value })} />
        <NumberField
          label={t`Repetition penalty`}
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
          <span>{t`as a chat message`}</span>
        </label>
      </div>
    </Fold>
  );
}
