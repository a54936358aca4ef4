/** In which way that was asked which is shown, and the other ways that were asked, each of which can be shown in its place. */
import './ways.css';
import { wayKey, type AskedWay, type Way } from '../../experiment/ways';
import { EditsBeside } from '../edits/EditsBeside';
import { Select } from '../parts/Select';
import { useLab } from '../useLab';
import { wayNames, wayText } from './way-text';
import { t } from '../../language/t';

interface Props {
  /** The one that was asked last at the end. */
  readonly ways: readonly AskedWay<Way>[];
  readonly way: AskedWay<Way>;
  readonly onPick: (key: string) => void;
}

export function WayShown({ ways, way, onPick }: Props) {
  const catalogue = useLab((s) => s.catalogue);
  const names = wayNames(ways, catalogue);
  return (
    <div className="way-shown" data-testid="way-shown" data-ways={ways.length}>
      {ways.length > 1 && (
        <Select
          label={t`Asked in ${ways.length} ways; shown is`}
          value={wayKey(way)}
          options={ways.map((one, i) => [wayKey(one), names[i]!] as const).toReversed()}
          onChange={onPick}
        />
      )}
      <p className="quiet-line" data-testid="way-text">{t`Asked with ${wayText(way, catalogue)}.`}</p>
      <EditsBeside edits={way.edits} said={t`Every row, the one without a push and the controls too, was asked under:`} />
    </div>
  );
}
