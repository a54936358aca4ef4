/** What is in a graph, before anything is downloaded or loaded: an .onnx file of this machine, or the one of a repository. */
import { useRef, useState, type SyntheticEvent } from 'react';
import { BARE_GRAPH } from '../../hub/graph-path';
import { errorData } from '../../error';
import type { Inspection, LabErrorData, LoadEvent } from '../../protocol';
import { inspectModel } from '../../app/actions';
import { readSizes } from '../../app/lower-actions';
import type { ModelSpec } from '../../hub/catalogue';
import { FileButton } from '../parts/FileButton';
import { Fold } from '../parts/Fold';
import { StopButton } from '../parts/StopButton';
import { forget } from '../parts/forget';
import { bytes } from '../parts/format';
import { bytesLine } from './bytesLine';
import { InspectionTable } from './InspectionTable';
import { NO_REPO, RepoFields, type Repo } from './RepoFields';
import { t } from '../../language/t';

type State =
  | { status: 'none' }
  | { status: 'reading'; what: string; event: LoadEvent | null; stop: AbortController }
  /** Weights lie inside this graph's file: its size is said before it is fetched. */
  | { status: 'priced'; source: ModelSpec; what: string; size: number | null }
  | { status: 'read'; found: Inspection }
  | { status: 'refused'; error: LabErrorData };

export function InspectPanel() {
  const [state, set] = useState<State>({ status: 'none' });
  const [repo, setRepo] = useState(NO_REPO);
  const asked = useRef(0);

  /** Shows what `work` comes to, unless something else has been asked for meanwhile. */
  const attempt = async (what: string, work: (show: (next: State) => void, stop: AbortController) => Promise<State>): Promise<void> => {
    const mine = ++asked.current;
    const show = (next: State): void => void (mine === asked.current && set(next));
    const stop = new AbortController();
    show({ status: 'reading', what, event: null, stop });
    try {
      show(await work(show, stop));
    } catch (error) {
      show({ status: 'refused', error: errorData(error) });
    }
  };
  const cancel = (stop: AbortController): void => {
    asked.current++;
    stop.abort();
    set({ status: 'none' });
  };
  const look = (source: ModelSpec | File, what: string): Promise<void> =>
    attempt(what, async (show, stop) => ({
      status: 'read',
      found: await inspectModel(source, { signal: stop.signal, onProgress: (event) => show({ status: 'reading', what, event, stop }) }),
    }));
  const price = (source: ModelSpec, what: string): Promise<void> =>
    attempt(what, async () => {
      const size = (await readSizes(source))?.find(({ path }) => path.endsWith('.onnx'))?.bytes ?? null;
      if (size === null || size > BARE_GRAPH) return { status: 'priced', source, what, size };
      await look(source, what);
      return { status: 'none' }; // Not shown: looking has taken over.
    });
  /** What was said of another repository is no answer to this one. */
  const choose = (next: Repo): void => {
    setRepo(next);
    if (state.status === 'refused' || state.status === 'priced') set({ status: 'none' });
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (repo.repo) forget(price(repo, `${repo.repo}, ${repo.dtype}`));
  };

  return (
    <Fold id="graph" className="inspect" testId="inspect">
      <p className="quiet-line">{t`Where its blocks are, how wide they are, and what it wants of this device. Only the .onnx file is fetched, none of the weight files beside it. What was fetched is kept for a load.`}</p>
      <div className="inspect-ask">
        <FileButton
          accept=".onnx"
          testId="inspect-file"
          onFile={(file) => forget(look(file, file.name))}
        >{t`Open an .onnx file`}</FileButton>
        <form onSubmit={submit}>
          <RepoFields value={repo} onChange={choose} testId="inspect" />
          <button type="submit" data-testid="inspect-button" disabled={!repo.repo || !repo.revision}>{t`Fetch its graph`}</button>
        </form>
      </div>
      {state.status === 'reading' && (
        <p className="progress-line">
          <span role="status">{t`Reading ${state.what}…`}</span> <span className="numbers">{bytesLine(state.event)}</span>
          <StopButton testId="inspect-stop" className="" onStop={() => cancel(state.stop)}>{t`Cancel`}</StopButton>
        </p>
      )}
      {state.status === 'priced' && (
        <p className="progress-line">
          <button
            type="button"
            className="primary"
            data-testid="inspect-fetch"
            onClick={() => forget(look(state.source, state.what))}
          >{t`Fetch the graph of ${state.what} (${state.size === null ? t`the hub does not say how large` : t`${bytes(state.size)}, its weights are inside`})`}</button>
        </p>
      )}
      {state.status === 'refused' && (
        <div className="note note-bad" role="alert" data-testid="inspect-error" data-code={state.error.code}>
          <p>{state.error.message}</p>
          <p>{state.error.hint}</p>
        </div>
      )}
      {state.status === 'read' && <InspectionTable found={state.found} />}
    </Fold>
  );
}
