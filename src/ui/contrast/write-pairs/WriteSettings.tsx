/** How many pairs, how long, how freely drawn. */
import { changeWriteForm } from '../../../app/lower-actions';
import type { WriteForm } from '../../../experiment/write-pairs/file';
import { NumberField } from '../../parts/NumberField';
import { t } from '../../../language/t';

export function WriteSettings({ form: { count, words, temperature, maxTokens, seed } }: { readonly form: WriteForm }) {
  return (
    <fieldset className="write-names">
      <legend>{t`How`}</legend>
      <NumberField label={t`pairs a situation`} value={count} min={1} max={100} onChange={(value) => changeWriteForm({ count: value })} />
      <NumberField label={t`words a text`} value={words} min={5} max={1000} onChange={(value) => changeWriteForm({ words: value })} />
      <NumberField
        label={t`temperature`}
        value={temperature}
        min={0}
        max={2}
        step={0.1}
        onChange={(value) => changeWriteForm({ temperature: value })}
      />
      <NumberField
        label={t`most tokens a text`}
        value={maxTokens}
        min={8}
        max={8000}
        onChange={(value) => changeWriteForm({ maxTokens: value })}
      />
      <NumberField label={t`seed`} value={seed} min={0} max={4294967295} onChange={(value) => changeWriteForm({ seed: value })} />
    </fieldset>
  );
}
