/** What lies on this disk: models and runs, how large, delete one or all; models from a folder, out to one, and in from another machine. */
import './storage.css';
import { useState } from 'react';
import { errorData } from '../../error';
import type { FolderModel } from '../../hub/model-roots';
import type { LocalFile } from '../../protocol';
import { canMove, exportFolder, exportTar, importModel, loadOfFolder, loadStored, modelsOfFolder, openKept } from '../../app/actions';
import { shownRun } from '../../experiment/shown';
import { useLab } from '../useLab';
import type { StoredGraph, StoredModel } from '../../storage/stored-model';
import type { ListedReading } from '../../storage/readings';
import { forget } from '../parts/forget';
import { brief, bytes, count, date } from '../parts/format';
import { useKeptFocus } from '../parts/useKeptFocus';
import { DropAnywhere } from './DropAnywhere';
import { FolderButton } from './FolderButton';
import { FolderModels } from './FolderModels';
import { NewerVersion } from './NewerVersion';
import { useStored } from './useStored';

type Picker = { showDirectoryPicker?: (o: { mode: 'readwrite' }) => Promise<FileSystemDirectoryHandle> };

const ARCHIVES = '.tar,.gz,.tgz,.zip';

export function StoragePanel() {
  const { stored, elsewhere, refresh, removeModel, removeRun, removeAll } = useStored();
  const [note, setNote] = useState('');
  const [found, setFound] = useState<readonly FolderModel[]>([]);
  /** One piece of work; what it says, or why it failed, is read out. */
  const work = (what: () => Promise<string>) => {
    what()
      .then(setNote, (error: unknown) => {
        const { code, message, hint } = errorData(error);
        if (code !== 'cancelled') setNote(`${message} ${hint}`);
      })
      .finally(refresh);
  };
  const loadOne = (model: FolderModel) => work(async () => `${(await loadOfFolder(model)).id} was loaded.`);
  /** Loads what is in a folder or an archive; where that holds several models, they are shown to choose from. */
  const openFiles = (files: (File | LocalFile)[]) => {
    setFound([]);
    work(async () => {
      const models = await modelsOfFolder(files);
      if (models.length === 1) return `${(await loadOfFolder(models[0]!)).id} was loaded.`;
      setFound(models);
      return `There are ${models.length} models in it: choose one.`;
    });
  };
  const { models, runs, free, problem } = stored;
  const open = useLab((s) => (s.set.status === 'ready' ? s.set : null));
  const shown = useLab((s) => shownRun(s.experiment)?.set);
  const sets = new Map([...(shown ? [[shown.hash, shown.set.name] as const] : []), ...(open ? [[open.hash, open.set.name] as const] : [])]);
  const focus = useKeptFocus<HTMLDivElement>();
  return (
    <div className="storage" data-testid="storage" {...focus}>
      <DropAnywhere onModel={openFiles} />
      <h3>On this disk</h3>
      <p className="quiet-line">
        Models are fetched once and kept here, in this browser, for this page{free === null ? '' : `; ${bytes(free)} are free`}. A model
        folder made elsewhere is read where it lies.
      </p>
      {models.length === 0 && runs.length === 0 && problem === null && <p>Nothing is stored yet.</p>}
      {problem !== null && <p className="note note-bad">{problem}</p>}
      {elsewhere && (
        <p className="note" role="status" data-testid="deleted-elsewhere">
          Everything on this disk was deleted in another tab. What this page shows is still here until it is closed: download the run to
          keep it.
        </p>
      )}
      <ul className="stored">
        {models.map((model) => (
          <li key={model.root} data-testid="stored-model">
            <span className="stored-name">{model.repo}</span>{' '}
            <span className="quiet-line">
              {[
                bytes(model.bytes),
                ...(model.complete ? [count(model.files.length, 'file')] : []),
                ...unfinished(model),
                versionOf(model),
              ].join(' · ')}
            </span>
            <span className="actions">
              <ModelActions model={model} work={work} />
              <button
                type="button"
                className="quiet"
                onClick={() =>
                  confirm(`Delete ${model.repo} (${bytes(model.bytes)}) from this disk?`) &&
                  work(async () => (await removeModel(model.root), `${model.repo} was deleted.`))
                }
              >
                Delete<span className="visually-hidden"> {model.repo}</span>
              </button>
            </span>
          </li>
        ))}
        {runs.map((run) => {
          const what = describeRun(run, runs, sets);
          return (
            <li key={run.name} data-testid="stored-run">
              <span className="stored-name">Run: {count(run.texts, 'text')}</span>{' '}
              <span className="quiet-line">
                {bytes(run.bytes)} · {what}
              </span>
              <span className="actions">
                {run.whole && (
                  <button type="button" data-testid="open-kept" onClick={() => forget(openKept(run.whole!))}>
                    Open<span className="visually-hidden"> the run of {what}</span>
                  </button>
                )}
                <button
                  type="button"
                  className="quiet"
                  onClick={() =>
                    confirm(`Delete the run of ${what}? It would have to be computed again.`) &&
                    work(async () => (await removeRun(run.name), 'The run was deleted.'))
                  }
                >
                  Delete<span className="visually-hidden"> the run of {what}</span>
                </button>
              </span>
            </li>
          );
        })}
      </ul>
      <div className="actions">
        <FolderButton testId="load-folder" folder onFiles={openFiles}>
          Load a folder, or drop it here…
        </FolderButton>
        <FolderButton testId="load-archive" accept={ARCHIVES} onFiles={openFiles}>
          Load a .zip or .tar…
        </FolderButton>
        <FolderButton
          testId="import-model"
          accept={ARCHIVES}
          onFiles={(files) =>
            work(async () => `Imported: ${await importModel(files, (done, total) => setNote(`${bytes(done)} of ${bytes(total)}`))}`)
          }
        >
          Import a .tar…
        </FolderButton>
        <FolderButton testId="import-folder" folder onFiles={(files) => work(async () => `Imported: ${await importModel(files)}`)}>
          Import an exported folder…
        </FolderButton>
        {models.length + runs.length > 0 && (
          <button
            type="button"
            className="quiet"
            data-testid="delete-all"
            onClick={() =>
              confirm('Delete all models and runs from this disk?') && work(async () => (await removeAll(), 'Everything was deleted.'))
            }
          >
            Delete all
          </button>
        )}
      </div>
      {found.length > 0 && <FolderModels models={found} onChoose={loadOne} />}
      <p role="status" data-testid="storage-note">
        {note}
      </p>
    </div>
  );
}

/**
 * Model, set, template and day: what tells two runs apart, and where that does not, the tokens that were read (the tokenizer or the
 * template has changed). `sets`: names by hash, as far as they are known on this page.
 */
function describeRun(run: ListedReading, all: readonly ListedReading[], sets: ReadonlyMap<string, string>): string {
  const look = ({ repo, dtype, setHash, template, whole, outdated }: ListedReading): string => {
    const set = brief(whole?.reading.scenarios.name ?? sets.get(setHash) ?? `set ${setHash.slice(0, 8)}`);
    const old = outdated ? ['read by an earlier version of the lab, no longer used'] : [];
    return [`${repo} ${dtype}`, set, ...(template ? ['as chat messages'] : []), ...(whole ? [date(whole.reading.at)] : []), ...old].join(
      ' · ',
    );
  };
  const own = look(run);
  const twins = all.filter((one) => look(one) === own);
  return twins.length > 1 && run.tokensHash ? `${own} · tokens ${run.tokensHash.slice(0, 8)}` : own;
}

/** The branch, and the commits that it was at. */
const versionOf = ({ revision, commits }: StoredModel): string =>
  commits.length === 0 ? revision : `${revision} at ${commits.map((commit) => commit.slice(0, 7)).join(' and ')}`;

/** Which graphs are not whole, and what they lack. */
function unfinished({ graphs }: StoredModel): string[] {
  if (graphs.length === 0) return ['unfinished: loading it goes on where it stopped'];
  const short = (files: string[]) => (files.length > 3 ? count(files.length, 'file') : files.join(', '));
  return graphs.flatMap(({ dtype, lacks }) =>
    lacks?.length ? [`${dtype} is unfinished, it lacks ${short(lacks)}: loading it goes on where it stopped`] : [],
  );
}

function ModelActions({ model, work }: { model: StoredModel; work: (what: () => Promise<string>) => void }) {
  const name = model.repo.split('/').at(-1)!;
  const pick = (globalThis as Picker).showDirectoryPicker;
  const toFolder = async (): Promise<string> => {
    const into = await pick!({ mode: 'readwrite' });
    await exportFolder(model.root, await into.getDirectoryHandle(name, { create: true }));
    return `${name} was written into ${into.name}.`;
  };
  // One that nobody has read yet may be whole: loadStored looks into it first.
  const loadable = model.graphs.filter(({ complete, lacks }) => complete || lacks === null);
  const load = (graph: StoredGraph) => work(async () => `${(await loadStored(model, graph)).id} was loaded from this disk.`);
  return (
    <>
      {loadable.map((graph) => (
        <button key={graph.path} type="button" onClick={() => load(graph)}>
          Load{model.graphs.length > 1 && ` ${graph.dtype}`}
          <span className="visually-hidden"> {model.repo}</span>
        </button>
      ))}
      {model.complete && canMove(model) && <NewerVersion model={model} work={work} />}
      {model.complete && pick && (
        <button type="button" className="quiet" onClick={() => work(toFolder)}>
          Export to a folder…<span className="visually-hidden"> {model.repo}</span>
        </button>
      )}
      {model.complete && (
        <button
          type="button"
          className="quiet"
          data-testid="export-tar"
          onClick={() => work(async () => (save(await exportTar(model.root), `${name}.tar`), `${name}.tar is being saved.`))}
        >
          Export as .tar<span className="visually-hidden"> {model.repo}</span>
        </button>
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
