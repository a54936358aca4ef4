/** Read every text with the model: how, Run, Stop, and how far it has come. Stays in sight while the charts below fill in. */
import './run.css';
import { chooseReader, runExperiment, setCapture, stopRun } from '../../app/actions';
import { poolable } from '../../experiment/capture';
import { useLab } from '../useLab';
import { Choice } from '../parts/Choice';
import { forget } from '../parts/forget';
import { Term } from '../parts/Term';
import { useKeptFocus } from '../parts/useKeptFocus';
import { AnalysisChoice } from './AnalysisChoice';
import { METHODS, type Method } from '../../lab/readers/method';
import { METHOD_NAMES, POOLING_NAMES } from './found-by';
import { RunBar } from './RunBar';
import { RunNote } from './RunNote';
import { madeWith } from './stale';

/** What each pooling takes of a text, in the order of the choice. */
const POOLING = [
  ['mean-rest', 'The average over all tokens but the first, whose residual is many times longer than the others'],
  ['mean', 'The average over all tokens, as published'],
  ['last', 'The final token, which has seen the whole text'],
  ['last-4', 'The average over the last 4 tokens, or over all of a shorter text'],
  ['last-16', 'The average over the last 16 tokens, or over all of a shorter text'],
  ['answer', 'The average over the tokens of the text itself, without those that the chat template puts round it'],
] as const;

const poolingOptions = (template: boolean) =>
  POOLING.map(([value, title]) => {
    const disabled = poolable(value, { template }) !== value;
    return {
      value,
      label: POOLING_NAMES[value],
      disabled,
      title: disabled ? 'Only texts read as a chat message have this: tick it first' : title,
    };
  });

export function RunControl() {
  const running = useLab((s) => s.run.status === 'running');
  const stopping = useLab((s) => s.run.status === 'running' && s.run.stopping);
  const focus = useKeptFocus<HTMLDivElement>();
  return (
    <div className={`run ${running ? 'run-on' : ''}`} role="group" aria-label="Run" {...focus}>
      <div className="run-inside">
        {running ? (
          <button type="button" className="stop" data-testid="stop-run" disabled={stopping} onClick={stopRun}>
            {stopping ? 'Stopping…' : 'Stop'}
          </button>
        ) : (
          <RunButton />
        )}
        {running ? <RunBar /> : <Settings />}
        {!running && <Note />}
        <AnalysisChoice />
      </div>
    </div>
  );
}

function RunButton() {
  const missing = useMissing();
  return (
    <button
      type="button"
      className="primary"
      data-testid="run-button"
      disabled={missing !== null}
      aria-describedby="run-note"
      onClick={() => forget(runExperiment())}
    >
      Run
    </button>
  );
}

function Settings() {
  const { pooling, template } = useLab((s) => s.experiment.view.capture);
  const method = useLab((s) => s.experiment.view.method);
  const hasTemplate = useLab((s) => s.model.status !== 'ready' || s.model.info.chatTemplate);
  return (
    <>
      <Choice
        label={<Term id="pooling">Pooling</Term>}
        value={pooling}
        options={poolingOptions(template && hasTemplate)}
        onChange={(value) => forget(chooseReader({ pooling: value }))}
      />
      <label className="field-inline">
        <Term id="method">Method</Term>{' '}
        <select data-testid="method" value={method} onChange={(event) => forget(chooseReader({ method: event.target.value as Method }))}>
          {METHODS.map((one) => (
            <option key={one} value={one}>
              {METHOD_NAMES[one]}
            </option>
          ))}
        </select>
      </label>
      <label className="check" title={hasTemplate ? 'Wrap each text as a message to the model' : 'This model has no chat template'}>
        <input
          type="checkbox"
          checked={template && hasTemplate}
          disabled={!hasTemplate}
          onChange={(event) => setCapture({ template: event.target.checked })}
        />
        <span>as a chat message</span>
      </label>
    </>
  );
}

function Note() {
  const missing = useMissing();
  const note = useLab((s) => (s.run.status === 'idle' ? s.run.note : null));
  const loading = useLab((s) => s.model.status === 'loading');
  const stale = useLab((s) =>
    madeWith(s.experiment, s.set.status === 'ready' ? s.set.hash : null, s.model.status === 'ready' ? s.model.info : null),
  );
  const section = loading ? null : missing === NO_SET ? 'contrast' : 'model';
  return <RunNote note={note} stale={stale} missing={missing === null ? null : { text: missing, section }} />;
}

const NO_SET = 'The scenarios are not there yet.';

/** Why Run cannot be pressed, or null. */
function useMissing(): string | null {
  return useLab((s) => {
    if (s.model.status === 'loading') return 'The model is still loading.';
    if (s.model.status !== 'ready') return 'To measure it yourself, load a model first.';
    if (!s.model.info.selfTest.passed) return 'The model failed its self-test on this device, so nothing is measured.';
    if (s.set.status !== 'ready') return NO_SET;
    return null;
  });
}
