/** The sentences that just ask for either side, or that there are none. */
import type { ChoiceItems } from '../../app/choice-work';
import { t } from '../../language/t';

export const AskingNote = ({ asking, file }: Pick<ChoiceItems, 'asking' | 'file'>) => (
  <p className="quiet-line" data-testid="asking-note">
    {asking
      ? t`Just asking puts one sentence in front: “${asking.positive}” or “${asking.negative}”`
      : t`Just asking is left out: this set has no sentences that ask for its sides (asking: { positive, negative } in its file).`}
    {asking &&
      file !== null &&
      t` Like the directions, these are of the scenario set: your file does not say what its behaviour is called.`}
  </p>
);
