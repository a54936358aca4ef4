/** How many random directions are asked beside a push. */
import { RANDOM_COUNTS, type RandomCount } from '../../experiment/ask-settings';
import { Choice } from '../parts/Choice';
import { t } from '../../language/t';

const TITLES: Partial<Record<RandomCount, string>> = {
  5: t`Too few for a verdict`,
  20: t`Enough to say that fewer than one in twenty does as much`,
};

const OPTIONS = RANDOM_COUNTS.map((count) => ({
  value: String(count),
  label: count === 0 ? t`none` : String(count),
  ...(TITLES[count] && { title: TITLES[count] }),
}));

interface Props {
  readonly value: number;
  readonly disabled: boolean;
  readonly onChange: (count: number) => void;
}

export const RandomDirections = ({ value, disabled, onChange }: Props) => (
  <Choice
    label={t`Random directions`}
    value={String(value)}
    options={OPTIONS}
    onChange={(count) => onChange(Number(count))}
    disabled={disabled}
  />
);
