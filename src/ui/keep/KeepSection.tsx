/** Take the run home, or open one. */
import './keep.css';
import { useState } from 'react';
import { openEarlier, openExperiment, shareLink, showRecording } from '../../app/actions';
import type { Experiment } from '../../experiment/experiment';
import { encodeExperiment } from '../../experiment/run-file';
import { provenanceOf, store } from '../../app/store';
import { shownRun } from '../../experiment/shown';
import { useLab } from '../useLab';
import { copyText } from '../parts/copyText';
import { FileButton } from '../parts/FileButton';
import { forget } from '../parts/forget';
import { brief } from '../parts/format';
import { saveFile } from '../parts/saveFile';
import { Fold } from '../parts/Fold';
import { Section } from '../parts/Section';
import { To } from '../parts/To';

export function KeepSection() {
  const hasRun = useLab((s) => shownRun(s.experiment) !== null);
  const recorded = useLab((s) => provenanceOf(s) === 'recorded');
  const earlier = useLab((s) => s.earlier);
  const view = useLab((s) => s.experiment.view);
  /** Said of the link to what was on the page then. */
  const [copied, setCopied] = useState({ view, text: '' });
  const [ownPrompt, setOwnPrompt] = useState(false);
  const copy = (): void => {
    copyText(shareLink({ ownPrompt })).then(
      () => setCopied({ view, text: 'The link was copied: whoever opens it sees these settings.' }),
      () => setCopied({ view, text: `The browser did not allow copying; here is the link: ${shareLink({ ownPrompt })}` }),
    );
  };
  return (
    <Section
      id="keep"
      lead="One file holds everything on this page: settings, texts, directions, every score, every answer. It opens here again, and in any program that reads JSON."
    >
      <div className="actions">
        <button type="button" className="primary" data-testid="download-run" disabled={!hasRun} onClick={download}>
          Download this run
        </button>
        <FileButton accept=".json,application/json" testId="open-run" onFile={(file) => forget(openExperiment(file))}>
          Open a run file…
        </FileButton>
        {!recorded && (
          <button type="button" data-testid="show-recording" onClick={() => forget(showRecording())}>
            Show the recorded run
          </button>
        )}
        {earlier !== null && (
          <button type="button" data-testid="open-earlier" onClick={() => forget(openEarlier())}>
            Back to {brief(earlier, 60)}
          </button>
        )}
        <button type="button" data-testid="copy-link" onClick={copy}>
          Copy the link
        </button>
        <label className="check">
          <input type="checkbox" data-testid="with-prompt" checked={ownPrompt} onChange={(event) => setOwnPrompt(event.target.checked)} />
          <span>with my own prompt</span>
        </label>
        {!hasRun && <span className="quiet-line">There is no run to keep yet.</span>}
      </div>
      <p className="quiet-line" role="status" data-testid="link-note">
        {copied.view === view && copied.text}
      </p>
      <p className="quiet-line">
        Models and runs that this browser keeps are listed under <To place="storage" /> in <To place="model" />.
      </p>
      <div className="folds">
        <Fold id="link" note="settings, no numbers">
          <p className="about">
            The link in the address bar holds how texts are read and directions found, what is drawn beside the curve, the block, how an
            answer is pushed, and what choices and sweeps ask: how many items and samples, which strengths and controls, which prompts of
            the set not. It holds neither the model and its device, nor edits and comparisons, nor numbers: those are in the file. Words of
            your own are in it only where you tick them, or came by a link that has them; prompts of your own for a sweep are in the file
            alone.
          </p>
        </Fold>
      </div>
    </Section>
  );
}

function download(): void {
  const { experiment } = store.getState();
  saveFile(encodeExperiment(experiment), fileName(experiment));
}

/** eia-lab-{model}-{set}-{pooling}-{date and time}.json: two runs of a day need two names. */
function fileName(experiment: Experiment): string {
  const run = shownRun(experiment);
  const parts = ['eia-lab', run?.model.id, run?.set.set.id, run?.capture.pooling, run?.at?.slice(0, 16)];
  return `${parts
    .filter(Boolean)
    .join('-')
    .replace(/[^\w.-]+/g, '-')}.json`;
}
