/** One file of vectors: what is in it, which direction of it is meant, times what, and at which block a single vector lies. */
import type { VectorFileChoice } from '../../experiment/vectors/choice';
import type { LookedAtFile } from '../../experiment/vectors/preview';
import { brief } from '../parts/format';
import { NumberField } from '../parts/NumberField';
import { Select } from '../parts/Select';
import { fileLine } from './vector-words';
import { t } from '../../language/t';

interface Props {
  readonly file: LookedAtFile;
  readonly choice: VectorFileChoice;
  readonly onChange: (choice: VectorFileChoice) => void;
}

export function VectorFileRow({ file, choice, onChange }: Props) {
  const block = choice.block ?? file.number;
  return (
    <fieldset className="vector-file">
      <legend dir="auto">{brief(file.name, 60)}</legend>
      <span className="quiet-line">{fileLine(file)}</span>
      {file.directions.length > 1 && (
        <Select
          label={t`direction`}
          value={String(choice.direction)}
          options={file.directions.map((name, i) => [String(i), brief(name, 60)] as const)}
          onChange={(next) => onChange({ ...choice, direction: Number(next), block: null })}
        />
      )}
      {file.single && (
        <NumberField
          // Without a number nobody said a block: a field has to have one, and −1 is none.
          label={block === null ? t`block (not said yet)` : t`number of the block`}
          value={block ?? -1}
          min={block === null ? -1 : 0}
          max={1023}
          onChange={(value) => onChange({ ...choice, block: value < 0 ? null : value })}
        />
      )}
      <NumberField
        label={t`times`}
        value={choice.scale}
        min={-1e4}
        max={1e4}
        step={0.1}
        onChange={(scale) => onChange({ ...choice, scale })}
      />
    </fieldset>
  );
}
