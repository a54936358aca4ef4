/** Analyses side by side, sets tried on each other, and a run file put beside this: nothing is computed before its fold is opened. */
import './compare.css';
import { useState } from 'react';
import { openBeside } from '../../app/lower-actions';
import { FileButton } from '../parts/FileButton';
import { Fold } from '../parts/Fold';
import { renamedText } from '../rating/renamed-text';
import { useLab } from '../useLab';
import { Analyses } from './Analyses';
import { Sets } from './Sets';
import { t } from '../../language/t';

export function Compare({ layer }: { readonly layer: number }) {
  const several = useLab((s) => s.experiment.analyses.filter(({ at }) => at !== null).length > 1);
  const [renamed, setRenamed] = useState<readonly string[]>([]);
  const take = async (file: File): Promise<void> => setRenamed((await openBeside(file))?.renamed ?? []);
  return (
    <Fold id="compare" note={t`analyses, sets, the run file of somebody else`}>
      <p className="compare-beside">
        <FileButton
          accept=".json,application/json"
          testId="open-beside"
          onFile={(file) => void take(file)}
        >{t`Put a run file beside this…`}</FileButton>{' '}
        <span className="quiet-line">{t`Its analyses can then be compared with those that are here, which stay; its answers and ratings join.${renamedText(renamed)}`}</span>
      </p>
      {several && (
        <Fold id="compare-analyses" testId="compare-analyses">
          <Analyses layer={layer} />
        </Fold>
      )}
      <Fold id="compare-sets" testId="compare-sets">
        <Sets layer={layer} />
      </Fold>
    </Fold>
  );
}
