/** Section 6: take the run home, or open one. */
import './keep.css';
import { openExperiment } from '../../state/actions';
import { encodeExperiment } from '../../state/file';
import { useLab } from '../../state/store';
import { FileButton } from '../parts/FileButton';
import { forget } from '../parts/forget';
import { Section } from '../parts/Section';
import { StoragePanel } from '../storage/StoragePanel';

export function KeepSection() {
  const hasRun = useLab((s) => s.experiment.run !== null);
  return (
    <Section id="keep" number={6} title="Keep" lead="One file holds everything on this page: settings, directions, every score, every answer. It opens here again, and in any program that reads JSON.">
      <div className="actions">
        <button type="button" className="primary" data-testid="download-run" disabled={!hasRun} onClick={download}>
          Download this run
        </button>
        <FileButton accept=".json,application/json" testId="open-run" onFile={(file) => forget(openExperiment(file))}>
          Open a run file…
        </FileButton>
        {!hasRun && <span className="quiet-line">There is no run to keep yet.</span>}
      </div>
      <StoragePanel />
    </Section>
  );
}

function download(): void {
  const { experiment } = useLab.getState();
  const url = URL.createObjectURL(new Blob([encodeExperiment(experiment)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = ['eia-lab', experiment.model?.id.replaceAll('/', '-'), experiment.recordedAt?.slice(0, 10)].filter(Boolean).join('-') + '.json';
  link.click();
  // The browser reads the address after this task; a minute is ample.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
