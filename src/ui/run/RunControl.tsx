/** How texts are read and directions found, which analysis is shown, and what the last run said. Run itself is in the contents bar. */
import './run.css';
import { chooseReader, setCapture } from '../../app/actions';
import { choosesAmongAnswers, isPrompted } from '../../app/state';
import { poolable } from '../../experiment/capture';
import { useLab } from '../useLab';
import { Choice } from '../parts/Choice';
import { Fold } from '../parts/Fold';
import { forget } from '../parts/forget';
import { Term } from '../parts/Term';
import { AnalysisChoice } from './AnalysisChoice';
import { contrastOf, isPaired } from '../../lab/contrast';
import { METHODS, methodsFor, type Method } from '../../lab/readers/method';
import { METHOD_NAMES, POOLING_NAMES } from './found-by';
import { RunNote } from './RunNote';
import { madeWith } from './stale';
import { NO_SET, useMissing } from './useMissing';
import { t } from '../../language/t';

/** What each pooling takes of a text, in the order of the choice. */
const POOLING = [
  ['mean-rest', t`The average over all tokens but the first, whose residual is many times longer than the others`],
  ['mean', t`The average over all tokens, as published`],
  ['last', t`The final token, which has seen the whole text`],
  ['last-4', t`The average over the last 4 tokens, or over all of a shorter text`],
  ['last-16', t`The average over the last 16 tokens, or over all of a shorter text`],
  ['answer', t`The average over the tokens of the text itself, without those of the chat template round it and of a prompt before it`],
] as const;

const AS_MESSAGE = t`Wrap each text as a message to the model`;
const AS_ANSWERS = t`Each prompt as a message to the model, and the text as its answer`;

const poolingOptions = (template: boolean, prompted: boolean) =>
  POOLING.map(([value, title]) => {
    const disabled = poolable(value, { template, prompted }) !== value;
    return {
      value,
      label: POOLING_NAMES[value],
      disabled,
      title: disabled ? t`Only texts read as a chat message have this: tick it first` : title,
    };
  });

export function RunControl() {
  const running = useLab((s) => s.run.status === 'running');
  return (
    <div className="run">
      <div className="run-said">
        {!running && <Note />}
        <AnalysisChoice />
      </div>
      <Reading />
    </div>
  );
}

/** How texts are read, told in the line of the fold. A run goes on as it began. */
function Reading() {
  const { pooling, template } = useLab((s) => s.experiment.view.capture);
  const method = useLab((s) => s.experiment.view.method);
  const running = useLab((s) => s.run.status === 'running');
  const said = [POOLING_NAMES[pooling], METHOD_NAMES[method], ...(template ? [t`as chat messages`] : [])].join(' · ');
  return (
    <div className="folds">
      <Fold id="reading" note={said} testId="reading">
        <fieldset className="reading" disabled={running}>
          <legend className="visually-hidden">{t`How texts are read`}</legend>
          <Settings />
        </fieldset>
      </Fold>
    </div>
  );
}

function Settings() {
  const { pooling, template } = useLab((s) => s.experiment.view.capture);
  const method = useLab((s) => s.experiment.view.method);
  const hasTemplate = useLab((s) => s.model.status !== 'ready' || s.model.info.chatTemplate);
  const prompted = useLab((s) => isPrompted(s.set));
  const among = useLab(choosesAmongAnswers);
  const methods = useLab((s) => methodsFor(s.set.status !== 'ready' || isPaired(contrastOf(s.set.set))));
  return (
    <>
      <Choice
        label={<Term id="pooling">{t`Pooling`}</Term>}
        value={pooling}
        options={poolingOptions(template && hasTemplate, among)}
        onChange={(value) => forget(chooseReader({ pooling: value }))}
      />
      <label className="field-inline">
        <Term id="method">{t`Method`}</Term>{' '}
        <select data-testid="method" value={method} onChange={(event) => forget(chooseReader({ method: event.target.value as Method }))}>
          {METHODS.map((one) => (
            <option key={one} value={one} disabled={!methods.includes(one)}>
              {METHOD_NAMES[one]}
              {methods.includes(one) ? '' : t` (needs pairs)`}
            </option>
          ))}
        </select>
      </label>
      <label className="check" title={hasTemplate ? (prompted ? AS_ANSWERS : AS_MESSAGE) : t`This model has no chat template`}>
        <input
          type="checkbox"
          checked={template && hasTemplate}
          disabled={!hasTemplate}
          onChange={(event) => setCapture({ template: event.target.checked })}
        />
        <span>{t`as a chat message`}</span>
      </label>
      {prompted && !(template && hasTemplate) && (
        <p className="quiet-line" data-testid="plain-prompts">
          {t`The texts of this set answer prompts. Without a chat template each is read as one text: prompt, empty line, answer.`}
        </p>
      )}
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
