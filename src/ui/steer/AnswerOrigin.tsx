/** What the answers below were written under: they stay when the settings above change, and must not be read as answers to those. */
import type { SteeredUnder } from '../../experiment/shown';
import { useLab } from '../useLab';
import { brief, date } from '../parts/format';
import { modelName } from '../provenance';
import { POOLING_NAMES } from '../run/found-by';
import { bandText } from './dose';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

export function AnswerOrigin({ under }: { under: SteeredUnder }) {
  const catalogue = useLab((s) => s.catalogue);
  const prompt = useLab((s) => s.experiment.view.steering.prompt);
  const { settings, scenarios, pooling, at } = under;
  const model = modelName(catalogue, { id: under.model, repo: under.model });
  return (
    <div className="answer-origin" data-testid="answer-origin">
      {settings.prompt !== prompt && (
        <blockquote dir="auto">
          <span className="quiet-line">{t`Answers to`}</span> <bdi>{settings.prompt}</bdi>
        </blockquote>
      )}
      <p className="quiet-line">{rich`Written by ${model} on ${date(at)}, pushed over ${bandText(settings.band)} along the direction of “${(<bdi>{brief(scenarios)}</bdi>)}” ${pooling && ` (${POOLING_NAMES[pooling]})`}${settings.temperature > 0 ? t`, temperature ${settings.temperature}, seed ${settings.seed}` : ''}.`}</p>
    </div>
  );
}
