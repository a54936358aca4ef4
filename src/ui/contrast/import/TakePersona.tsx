/** Beside the refusal of a persona trait, which has no texts yet: what it asks and tells goes to the form that has a model write them. */
import { cancelImport, takePersona } from '../../../app/lower-actions';
import type { ImportPreview } from '../../../experiment/import/preview';
import { MOST_QUESTIONS } from '../../../experiment/write-pairs/from-persona';
import { forget } from '../../parts/forget';
import { count } from '../../parts/format';
import { goTo } from '../../parts/goTo';
import { To } from '../../parts/To';
import { useLab } from '../../useLab';
import { t } from '../../../language/t';

export function TakePersona({ preview: { persona, choice } }: { readonly preview: Pick<ImportPreview, 'persona' | 'choice'> }) {
  const writing = useLab((s) => s.writing?.work.status === 'writing');
  if (persona === null)
    return (
      <p className="quiet-line">
        <To place="write-pairs" />
      </p>
    );
  const take = async (): Promise<void> => {
    await takePersona(persona, choice.name);
    cancelImport();
    goTo('write-pairs');
  };
  return (
    <div className="actions">
      <button type="button" data-testid="take-persona" disabled={writing} onClick={() => forget(take())}>
        {t`Have a model write them: ${count(Math.min(persona.questions.length, MOST_QUESTIONS), 'situation')}`}
      </button>
      <span className="quiet-line">
        {writing
          ? t`Pairs are being written now: wait for their end, or stop it.`
          : t`Its first two instructions take the place of those in “Write pairs with a model”. Nothing is asked yet.`}
      </span>
    </div>
  );
}
