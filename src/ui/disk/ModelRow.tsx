/** One model on this disk: how large, what it lacks, and what can be done with it: load, renew, take out, delete. */
import { canMove } from '../../app/lower-actions';
import { exportFolder, exportTar, loadStored } from '../../app/lower-actions';
import type { StoredGraph, StoredModel } from '../../storage/stored-model';
import { bytes, count } from '../parts/format';
import { NewerVersion } from './NewerVersion';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

type Picker = { showDirectoryPicker?: (o: { mode: 'readwrite' }) => Promise<FileSystemDirectoryHandle> };

interface Props {
  readonly model: StoredModel;
  /** Does one piece of work and says what it says. */
  readonly work: (what: () => Promise<string>) => void;
  readonly onRemove: () => Promise<void>;
}

export function ModelRow({ model, work, onRemove }: Props) {
  return (
    <li data-testid="stored-model">
      <span className="stored-name">{model.repo}</span>{' '}
      <span className="quiet-line">
        {[bytes(model.bytes), ...(model.complete ? [count(model.files.length, 'file')] : []), ...unfinished(model), versionOf(model)].join(
          ' · ',
        )}
      </span>
      <span className="actions">
        <ModelActions model={model} work={work} />
        <button
          type="button"
          className="quiet"
          onClick={() =>
            confirm(t`Delete ${model.repo} (${bytes(model.bytes)}) from this disk?`) &&
            work(async () => (await onRemove(), t`${model.repo} was deleted.`))
          }
        >{rich`Delete${(<span className="visually-hidden"> {model.repo}</span>)}`}</button>
      </span>
    </li>
  );
}

/** The branch, and the commits that it was at. */
const versionOf = ({ revision, commits }: StoredModel): string =>
  commits.length === 0 ? revision : t`${revision} at ${commits.map((commit) => commit.slice(0, 7)).join(t` and `)}`;

/** Which graphs are not whole, and what they lack. */
function unfinished({ graphs }: StoredModel): string[] {
  if (graphs.length === 0) return [t`unfinished: loading it goes on where it stopped`];
  const short = (files: string[]) => (files.length > 3 ? count(files.length, 'file') : files.join(', '));
  return graphs.flatMap(({ dtype, lacks }) =>
    lacks?.length ? [t`${dtype} is unfinished, it lacks ${short(lacks)}: loading it goes on where it stopped`] : [],
  );
}

function ModelActions({ model, work }: Omit<Props, 'onRemove'>) {
  const name = model.repo.split('/').at(-1)!;
  const pick = (globalThis as Picker).showDirectoryPicker;
  const toFolder = async (): Promise<string> => {
    const into = await pick!({ mode: 'readwrite' });
    await exportFolder(model.root, await into.getDirectoryHandle(name, { create: true }));
    return t`${name} was written into ${into.name}.`;
  };
  // One that nobody has read yet may be whole: loadStored looks into it first.
  const loadable = model.graphs.filter(({ complete, lacks }) => complete || lacks === null);
  const load = (graph: StoredGraph) => work(async () => t`${(await loadStored(model, graph)).id} was loaded from this disk.`);
  return (
    <>
      {loadable.map((graph) => (
        <button
          key={graph.path}
          type="button"
          onClick={() => load(graph)}
        >{rich`Load${model.graphs.length > 1 && ` ${graph.dtype}`}${(<span className="visually-hidden"> {model.repo}</span>)}`}</button>
      ))}
      {model.complete && canMove(model) && <NewerVersion model={model} work={work} />}
      {model.complete && pick && (
        <button
          type="button"
          className="quiet"
          onClick={() => work(toFolder)}
        >{rich`Export to a folder…${(<span className="visually-hidden"> {model.repo}</span>)}`}</button>
      )}
      {model.complete && (
        <button
          type="button"
          className="quiet"
          data-testid="export-tar"
          onClick={() => work(async () => (save(await exportTar(model.root), `${name}.tar`), t`${name}.tar is being saved.`))}
        >{rich`Export as .tar${(<span className="visually-hidden"> {model.repo}</span>)}`}</button>
      )}
    </>
  );
}

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the address after this task; large files need it for as long as they are written.
  setTimeout(() => URL.revokeObjectURL(url), 600_000);
}
