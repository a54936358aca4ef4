/** How many random directions are asked beside a push. */
import { RANDOM_COUNTS, type RandomCount } from '../../experiment/ask-settings';
import { Choice } from '../parts/Choice';

const TITLES: Partial<Record<RandomCount, string>> = {
  5: 'Too few for a verdict',
  20: 'Enough to say that fewer than one in twenty does as much',
};

const OPTIONS = RANDOM_COUNTS.map((count) => ({
  value: String(count),
  label: count === 0 ? 'none' : String(count),
  ...(TITLES[count] && { title: TITLES[count] }),
}));

interface Props {
  readonly value: number;
  readonly disabled: boolean;
  readonly onChange: (count: number) => void;
}

export const RandomDirections = ({ value, disabled, onChange }: Props) => (
  <Choice
    label="Random directions"
    value={String(value)}
    options={OPTIONS}
    onChange={(count) => onChange(Number(count))}
    disabled={disabled}
  />
);
