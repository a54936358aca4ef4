/** The sentences that just ask for either side, or that there are none. */
import type { ChoiceItems } from '../../app/choice-work';
import { brief } from '../parts/format';

export const AskingNote = ({ asking, file }: Pick<ChoiceItems, 'asking' | 'file'>) => (
  <p className="quiet-line" data-testid="asking-note">
    {asking
      ? `Just asking puts one sentence in front: “${asking.positive}” or “${asking.negative}”`
      : file !== null
        ? `Just asking is left out: “${brief(file, 60)}” has no sentences that ask for its sides.`
        : 'Just asking is left out: this set has no sentences that ask for its sides (asking: { positive, negative } in its file).'}
  </p>
);
