/** How the model says what it does: by letters of the menu, or in free text. */
import { MOST_WRITTEN } from '../../play/free';
import { Choice } from '../parts/Choice';
import { t } from '../../language/t';

export type Answer = 'menu' | 'free';

interface Props {
  readonly value: Answer;
  readonly disabled: boolean;
  readonly onChange: (value: Answer) => void;
}

export const AnswerChoice = ({ value, disabled, onChange }: Props) => (
  <>
    <Choice
      label={t`It answers`}
      value={value}
      disabled={disabled}
      options={[
        { value: 'menu', label: t`with a letter of the menu` },
        { value: 'free', label: t`in free text` },
      ]}
      onChange={onChange}
    />
    {value === 'free' && (
      <p className="quiet-line" data-testid="free-note">
        {t`It writes one JSON object with the name of an action, the likeliest token at each place, ${MOST_WRITTEN} at most. Nothing is repaired: what is no action costs the step. Such games stand for themselves in tables and curves, with the share of answers that were no action; how likely an action was is not known of them.`}
      </p>
    )}
  </>
);
