/** What is in a graph, before anything is downloaded or loaded: an .onnx file of this machine, or the one of a repository. */
import { useRef, useState, type SyntheticEvent } from 'react';
import { errorData } from '../../error';
import type { Inspection, LabErrorData } from '../../protocol';
import { inspectModel } from '../../state/actions';
import { DTYPES, type ModelSpec } from '../../state/catalogue';
import { FileButton } from '../parts/FileButton';
import { forget } from '../parts/forget';
import { InspectionTable } from './InspectionTable';

type State = { status: 'none' } | { status: 'reading'; what: string } | { status: 'read'; found: Inspection } | { status: 'refused'; error: LabErrorData };

export function InspectPanel() {
  const [state, set] = useState<State>({ status: 'none' });
  const [repo, setRepo] = useState('');
  const [dtype, setDtype] = useState<string>('q4');
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
    if (repo.trim()) forget(look({ repo: repo.trim(), dtype }, `${repo.trim()}, ${dtype}`));
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
          <input type="text" aria-label="Repository on the hub" placeholder="owner/name" data-testid="inspect-repo" value={repo} onChange={(event) => setRepo(event.target.value)} />
          <select aria-label="Data type of the weights" value={dtype} onChange={(event) => setDtype(event.target.value)}>
            {DTYPES.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
          <button type="submit" data-testid="inspect-button" disabled={!repo.trim()}>
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
