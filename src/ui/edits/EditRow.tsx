/** One edit: what is done, along which directions, where, how far and when. */
import type { Edit } from '../../experiment/answer';
import { LIMITS } from '../../experiment/view';
import { NumberField } from '../parts/NumberField';
import { UNIT_NAMES } from '../steer/dose';
import { OP_NAMES, OPS, WHEN_NAMES, WHENS } from './edit-text';
import { ProfileField } from './ProfileField';
import { profileOf, shapeOf } from './profile';
import { Select } from '../parts/Select';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

interface Props {
  /** "Edit 2". */
  readonly name: string;
  readonly edit: Edit;
  /** Names of directions by their ids, those of the model. */
  readonly names: ReadonlyMap<string, string>;
  /** Of those, ids of directions that say neither class distance nor mean length: their strength is raw. */
  readonly unscaled: ReadonlySet<string>;
  readonly layers: number;
  readonly disabled: boolean;
  readonly onChange: (edit: Edit) => void;
  readonly onRemove: () => void;
}

export function EditRow({ name, edit, names, unscaled, layers, disabled, onChange, onRemove }: Props) {
  const { op, directions, band, amount, unit, when, profile } = edit;
  const [first, last] = band;
  /** A shape goes with the band; numbers of one's own do so where there are as many blocks. */
  const toBand = (next: readonly [number, number]): void => {
    const shape = shapeOf(profile);
    onChange({ ...edit, band: next, profile: shape === 'own' ? profile : profileOf(shape, next[1] - next[0] + 1) });
  };
  const known = names.has(directions) ? [...names] : [...names, [directions, t`directions of another model`] as const];
  return (
    <fieldset className="edit" disabled={disabled} data-testid="edit">
      <legend>{name}</legend>
      <Select
        label={t`What is done`}
        value={op}
        options={OPS.map((id) => [id, OP_NAMES[id]])}
        onChange={(next) => onChange({ ...edit, op: next })}
      />
      {op !== 'ablate' && (
        <>
          <NumberField
            label={t`how far`}
            value={amount}
            {...LIMITS.alpha}
            step={0.5}
            whole={false}
            onChange={(value) => onChange({ ...edit, amount: value })}
          />
          <Select
            label={t`unit`}
            value={unit}
            options={unitsOf(unscaled.has(directions), unit).map((id) => [id, UNIT_NAMES[id]])}
            onChange={(next) => onChange({ ...edit, unit: next })}
          />
        </>
      )}
      <Select
        label={t`direction`}
        value={directions}
        options={known}
        onChange={(next) => onChange({ ...edit, directions: next, ...(unscaled.has(next) && { unit: 'raw' }) })}
      />
      <NumberField
        label={t`from block`}
        value={first}
        min={0}
        max={layers - 1}
        onChange={(value) => toBand([value, Math.max(value, last)])}
      />
      <NumberField
        label={t`to block`}
        value={last}
        min={0}
        max={layers - 1}
        onChange={(value) => toBand([Math.min(first, value), value])}
      />
      {op === 'add' && last > first && (
        <ProfileField
          key={`${first}-${last}`}
          profile={profile}
          blocks={last - first + 1}
          onChange={(next) => onChange({ ...edit, profile: next })}
        />
      )}
      <Select
        label={t`when`}
        value={when}
        options={WHENS.map((id) => [id, WHEN_NAMES[id]])}
        onChange={(next) => onChange({ ...edit, when: next })}
      />
      {unscaled.has(directions) && op !== 'ablate' && (
        <p className="quiet-line">{t`These directions come from a file that says neither how far two kinds of text lie apart along them nor how long the stream is: how far is raw, in lengths of the residual stream.`}</p>
      )}
      <button
        type="button"
        className="quiet"
        onClick={onRemove}
      >{rich`Remove ${(<span className="visually-hidden">{name.toLowerCase()}</span>)}`}</button>
    </fieldset>
  );
}

/** One that was chosen before stays in the list: it is refused by its name once it is asked for. */
const unitsOf = (unscaled: boolean, now: Edit['unit']): readonly Edit['unit'][] =>
  (['separation', 'norm', 'raw'] as const).filter((unit) => !unscaled || unit === 'raw' || unit === now);
