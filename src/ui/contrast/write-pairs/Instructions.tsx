/** What the model is told for each side. Ours follow the names of the set until a person changes one. */
import { changeWriteForm } from '../../../app/lower-actions';
import type { Draft } from '../../../experiment/draft/draft';
import type { WriteForm } from '../../../experiment/write-pairs/file';
import { instructionsFor, PLACES, SIDES } from '../../../experiment/write-pairs/instructions';
import { brief } from '../../parts/format';
import { To } from '../../parts/To';
import { TextCell } from '../write/fields';
import { t } from '../../../language/t';
import { rich } from '../../parts/rich';

interface Props {
  readonly draft: Draft;
  readonly form: WriteForm;
}

export function Instructions({ draft, form }: Props) {
  const shown = form.instructions ?? instructionsFor(draft);
  const { concept } = draft;
  const names = { positive: concept.positive.trim() || t`side that shows the concept`, negative: concept.negative.trim() || t`other side` };
  const isUnnamed = concept.positive.trim() === '' || concept.negative.trim() === '';
  return (
    <fieldset className="write-names" data-testid="write-instructions">
      <legend>{t`Told what`}</legend>
      {isUnnamed && (
        <p className="note write-more">{rich`The two sides have no names yet: give them some in ${(<To place="write" />)}, for the instructions name them.`}</p>
      )}
      <div className="write-sides write-more">
        {SIDES.map((side) => (
          <TextCell
            key={side}
            label={t`instruction for “${brief(names[side], 40)}”`}
            rows={8}
            side={side}
            value={shown[side]}
            onChange={(value) => changeWriteForm({ instructions: { ...shown, [side]: value } })}
          />
        ))}
      </div>
      <div className="actions write-more">
        <span className="quiet-line">{t`${PLACES.situation} and ${PLACES.words} stand for the situation and the number of words.`}</span>
        {form.instructions !== null && (
          <button
            type="button"
            className="quiet"
            onClick={() => changeWriteForm({ instructions: null })}
          >{t`Back to our own instructions`}</button>
        )}
      </div>
    </fieldset>
  );
}
