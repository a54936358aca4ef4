/** Under which controls many games are played: each is told apart in figures and tables. */
import type { KnownGame } from '../../experiment/known-game';
import { variantSaid, variantsOf } from './variants';
import { t } from '../../language/t';

interface Props {
  readonly games: readonly KnownGame[];
  /** null: the games as they are. */
  readonly chosen: readonly (string | null)[];
  readonly disabled: boolean;
  readonly onChange: (chosen: readonly (string | null)[]) => void;
}

export function VariantsChosen({ games, chosen, disabled, onChange }: Props) {
  const all = [null, ...variantsOf(games)];
  return (
    <fieldset className="games-chosen" data-testid="variants-chosen" disabled={disabled}>
      <legend>{t`Variants of the games`}</legend>
      {all.map((one) => (
        <label key={one ?? ''} className="check">
          <input
            type="checkbox"
            checked={chosen.includes(one)}
            onChange={({ target }) => onChange(all.filter((other) => (other === one ? target.checked : chosen.includes(other))))}
          />
          <span>{variantSaid(one, games)}</span>
        </label>
      ))}
      {chosen.length === 0 && <p role="status">{t`Choose at least one.`}</p>}
    </fieldset>
  );
}
