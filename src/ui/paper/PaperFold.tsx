/** The paper's figures beside those of this page. Drawn once it is opened. */
import './paper.css';
import type { LabState } from '../../app/store';
import type { ShownRun } from '../../experiment/shown';
import { useShown, useShownLayer } from '../shown';
import { Fold } from '../parts/Fold';
import { useLab } from '../useLab';
import { PublishedDepths } from './PublishedDepths';
import { Differences } from './Differences';
import { PublishedLayers } from './PublishedLayers';
import { ModelTable } from './ModelTable';
import { ResultFiles } from './ResultFiles';
import { SourceKey } from './Sourced';
import { Stated } from './Stated';
import { SuccessCriteria } from './SuccessCriteria';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

export function PaperFold() {
  const { run, origin } = useShown('behaviour');
  const layer = useShownLayer();
  const files = useLab((s) => s.paper);
  return (
    <Fold id="paper" className="paper" testId="paper" note={t`three larger models beside this run, and what differs`}>
      <PaperPage run={run} origin={origin} layer={layer} files={files} />
    </Fold>
  );
}

interface Props {
  readonly run: ShownRun | null;
  readonly origin: string;
  readonly layer: number;
  readonly files: LabState['paper'];
}

/** What the fold holds. */
export function PaperPage({ run, origin, layer, files }: Props) {
  return (
    <div className="paper-page">
      <h3>{t`The paper’s figures beside this run`}</h3>
      <p className="about">{rich`This page re-creates ${(<cite>{t`Empathy-in-Action Probes`}</cite>)} and ${(<cite>Detecting and Steering LLMs’ Empathy in Action</cite>)} (Cadile, arXiv 2511.16699). Here are their figures for three larger models; relative depth runs from the first block to the last, so that models of different depth lie over each other.`}</p>
      <PublishedDepths run={run} origin={origin} />
      <PublishedLayers run={run} />
      <ModelTable run={run} layer={layer} />
      <SuccessCriteria />
      <SourceKey />
      <ResultFiles files={files} />
      <Differences run={run} layer={layer} />
      <Stated />
    </div>
  );
}
