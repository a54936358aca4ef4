/** Take the run home, or open one. */
import './keep.css';
import { openEarlier, openExperiment, showRecording } from '../../app/actions';
import { encodeExperiment } from '../../experiment/encode';
import { provenanceOf, store } from '../../app/store';
import { shownRun } from '../../experiment/shown';
import { useLab } from '../useLab';
import { FileButton } from '../parts/FileButton';
import { forget } from '../parts/forget';
import { brief } from '../parts/format';
import { saveFile } from '../parts/saveFile';
import { Fold } from '../parts/Fold';
import { Section } from '../parts/Section';
import { To } from '../parts/To';
import { VectorsOut } from '../vectors/VectorsOut';
import { ClassFold } from '../room/ClassFold';
import { CopyLink } from './CopyLink';
import { runName } from './fileName';
import { HomeFold } from './HomeFold';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

export function KeepSection() {
  const hasRun = useLab((s) => shownRun(s.experiment) !== null);
  const recorded = useLab((s) => provenanceOf(s) === 'recorded');
  const earlier = useLab((s) => s.earlier);
  return (
    <Section
      id="keep"
      lead={t`One file holds everything on this page: settings, texts, directions, every score, every answer. It opens here again, and in any program that reads JSON.`}
    >
      <div className="keep-actions">
        <div className="actions">
          <button
            type="button"
            className="primary"
            data-testid="download-run"
            disabled={!hasRun}
            onClick={download}
          >{t`Download this run`}</button>
          <FileButton
            accept=".json,.gz,application/json,application/gzip"
            testId="open-run"
            onFile={(file) => forget(openExperiment(file))}
          >{t`Open a run file…`}</FileButton>
          {!recorded && (
            <button type="button" data-testid="show-recording" onClick={() => forget(showRecording())}>{t`Show the recorded run`}</button>
          )}
          {earlier !== null && (
            <button
              type="button"
              data-testid="open-earlier"
              onClick={() => forget(openEarlier())}
            >{t`Back to ${brief(earlier, 60)}`}</button>
          )}
          {!hasRun && <span className="quiet-line">{t`There is no run to keep yet.`}</span>}
        </div>
        <CopyLink />
      </div>
      <p className="quiet-line">{rich`Models and runs that this browser keeps are listed under ${(<To place="storage" />)} in ${(<To place="model" />)}.`}</p>
      <div className="folds">
        <Fold id="link" note={t`settings, no numbers`}>
          <p className="about">{t`The link in the address bar holds how texts are read and directions found, what is drawn beside the curve, the block, how an answer is pushed and edited, and what choices and sweeps ask: how many items and samples, which strengths and controls, which prompts of the set not. It holds neither the model and its device, nor comparisons, nor numbers: those are in the file. Words and texts of your own are in it only where you tick them, or came by a link that has them; prompts of your own for a sweep are in the file alone. An edit along directions that another page has not is named there, and left out.`}</p>
        </Fold>
        <HomeFold />
        <VectorsOut />
        <ClassFold />
      </div>
    </Section>
  );
}

function download(): void {
  const { experiment } = store.getState();
  saveFile(encodeExperiment(experiment), `${runName(experiment)}.json`);
}
