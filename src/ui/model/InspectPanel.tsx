/** What is in a graph, before anything is downloaded or loaded: an .onnx file of this machine, or the one of a repository. */
import { useRef, useState, type SyntheticEvent } from 'react';
import { errorData } from '../../error';
import type { Inspection, LabErrorData } from '../../protocol';
import { inspectModel } from '../../state/actions';
import type { ModelSpec } from '../../state/catalogue';
import { FileButton } from '../parts/FileButton';
import { forget } from '../parts/forget';
import { InspectionTable } from './InspectionTable';
import { NO_REPO, RepoFields } from './RepoFields';

type State = { status: 'none' } | { status: 'reading'; what: string } | { status: 'read'; found: Inspection } | { status: 'refused'; error: LabErrorData };

export function InspectPanel() {
  const [state, set] = useState<State>({ status: 'none' });
  const [repo, setRepo] = useState(NO_REPO);
  const asked = useRef(0);

  const look = async (source: ModelSpec | File, what: string): Promise<void> => {
    const mine = ++asked.current;
    const show = (next: State) => mine === asked.current && set(next);
    show({ status: 'reading', what });
    try {
      show({ status: 'read', found: await inspectModel(source) });
    } catch (error) {
      show({ status: 'refused', error: errorData(error) });
    }
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (repo.repo) forget(look(repo, `${repo.repo}, ${repo.dtype}`));
  };

  return (
    <details className="inspect" data-testid="inspect">
      <summary>Look into a graph without loading it</summary>
      <p className="quiet-line">Where its blocks are, how wide they are, and what it wants of this device. Only the .onnx file is read, none of the weight files beside it.</p>
      <div className="inspect-ask">
        <FileButton accept=".onnx" testId="inspect-file" onFile={(file) => forget(look(file, file.name))}>
          Open an .onnx file
        </FileButton>
        <form onSubmit={submit}>
          <RepoFields value={repo} onChange={setRepo} testId="inspect" />
          <button type="submit" data-testid="inspect-button" disabled={!repo.repo || !repo.revision}>
            Fetch its graph
          </button>
        </form>
      </div>
      {state.status === 'reading' && <p role="status">Reading {state.what}…</p>}
      {state.status === 'refused' && (
        <div className="note note-bad" role="alert" data-testid="inspect-error" data-code={state.error.code}>
          <p>{state.error.message}</p>
          <p>{state.error.hint}</p>
        </div>
      )}
      {state.status === 'read' && <InspectionTable found={state.found} />}
    </details>
  );
}
