/** Analyses side by side, and sets tried on each other: two folds, which compute nothing before they are opened. */
import './compare.css';
import { useState, type ReactNode } from 'react';
import { openBeside } from '../../app/actions';
import { FileButton } from '../parts/FileButton';
import { useLab } from '../useLab';
import { Analyses } from './Analyses';
import { Sets } from './Sets';

export function Compare({ layer }: { readonly layer: number }) {
  const several = useLab((s) => s.experiment.analyses.filter(({ at }) => at !== null).length > 1);
  return (
    <>
      {several && (
        <Fold testId="compare-analyses" title="Compare analyses">
          {() => <Analyses layer={layer} />}
        </Fold>
      )}
      <p className="compare-beside">
        <FileButton accept=".json,application/json" testId="open-beside" onFile={(file) => void openBeside(file)}>
          Put a run file beside this…
        </FileButton>{' '}
        <span className="quiet-line">
          Its analyses can then be compared with those that are here, which stay; its answers and ratings join.
        </span>
      </p>
      <Fold testId="compare-sets" title="Compare sets: trained on one, tested on another">
        {() => <Sets layer={layer} />}
      </Fold>
    </>
  );
}

interface FoldProps {
  readonly title: string;
  readonly testId: string;
  readonly children: () => ReactNode;
}

function Fold({ title, testId, children }: FoldProps) {
  const [open, setOpen] = useState(false);
  return (
    <details
      className="compare"
      data-testid={testId}
      onToggle={(event) => event.target === event.currentTarget && setOpen(event.currentTarget.open)}
    >
      <summary>{title}</summary>
      {open && children()}
    </details>
  );
}
