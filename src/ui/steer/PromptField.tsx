/** What the model is asked: a prompt of the set, or one's own words. */
import { setSteering } from '../../app/actions';
import { useLab } from '../useLab';
import { PromptOptions } from './PromptOptions';
import { t } from '../../language/t';

export function PromptField() {
  /** What was typed last, to come back to from a prompt of the set or of a link. */
  const own = useLab((s) => s.ownPrompt);
  const prompt = useLab((s) => s.experiment.view.steering.prompt);
  const set = useLab((s) => (s.set.status === 'ready' ? s.set.set : null));
  const chosen = set?.prompts.find((candidate) => candidate.text === prompt)?.id ?? '';
  return (
    <div className="prompt">
      <label className="field">
        <span>{t`Prompt`}</span>
        <select
          value={chosen}
          onChange={(event) => setSteering({ prompt: set?.prompts.find((candidate) => candidate.id === event.target.value)?.text ?? own })}
        >
          <option value="">{t`my own words`}</option>
          {set && <PromptOptions {...set} />}
        </select>
      </label>
      <textarea
        dir="auto"
        aria-label={t`Text of the prompt`}
        rows={4}
        value={prompt}
        placeholder={t`Ask the model something…`}
        onChange={(event) => setSteering({ prompt: event.target.value })}
      />
    </div>
  );
}
