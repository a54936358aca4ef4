/** What lies on this disk: models (ModelRow) and runs (RunRow); models from a folder, and in from another machine; delete all. */
import './storage.css';
import { useCallback, useMemo, useState } from 'react';
import { errorData } from '../../error';
import type { FolderModel } from '../../hub/model-roots';
import type { LocalFile } from '../../protocol';
import { openOlder } from '../../app/actions';
import { importModel, keptSession, loadOfFolder, modelsOfFolder, whereModelsStay } from '../../app/lower-actions';
import { shownRun } from '../../experiment/shown';
import { useLab } from '../useLab';
import { Fold } from '../parts/Fold';
import { bytes, count } from '../parts/format';
import { goTo } from '../parts/goTo';
import { useKeptFocus } from '../parts/useKeptFocus';
import { all, deleteQuestion, keptLine } from './alsoKept';
import { useDroppedModel } from './dropped-model';
import { FolderButton } from './FolderButton';
import { FolderModels } from './FolderModels';
import { KeptRow } from './KeptRow';
import { ModelRow } from './ModelRow';
import { describeRuns, RunRow } from './RunRow';
import { deletedLine, placeLine, refusalOf } from './refusal';
import { useStored } from './useStored';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

const ARCHIVES = '.tar,.gz,.tgz,.zip';

export function StoragePanel() {
  const { stored, elsewhere, refresh, removeModel, removeRun, removeOlder, removeOlderSet, removeDamaged, removeAll } = useStored();
  const [note, setNote] = useState('');
  const [found, setFound] = useState<readonly FolderModel[]>([]);
  /** One piece of work; what it says, or why it failed, is read out. */
  const work = useCallback(
    (what: () => Promise<string>) => {
      what()
        .then(setNote, (error: unknown) => {
          const { code, message, hint } = errorData(error);
          if (code !== 'cancelled') setNote(`${message} ${hint}`);
        })
        .finally(refresh);
    },
    [refresh],
  );
  const loadOne = (model: FolderModel) => work(async () => t`${(await loadOfFolder(model)).id} was loaded.`);
  /** Loads what is in a folder or an archive; where that holds several models, they are shown to choose from. */
  const openFiles = (files: (File | LocalFile)[]) => {
    setFound([]);
    work(async () => {
      const models = await modelsOfFolder(files);
      if (models.length === 1) return t`${(await loadOfFolder(models[0]!)).id} was loaded.`;
      setFound(models);
      return t`There are ${models.length} models in it: choose one.`;
    });
  };
  // What comes of it is said in the fold.
  useDroppedModel((files) => (goTo('storage'), openFiles(files)));
  const { models, runs, session, free, keeping, problem } = stored;
  const listed = models.length + runs.length;
  const kept = keptLine(listed, session);
  const open = useLab((s) => (s.set.status === 'ready' ? s.set : null));
  const shown = useLab((s) => shownRun(s.experiment)?.set);
  const described = useMemo(() => {
    const known = [...(shown ? [shown] : []), ...(open ? [open] : [])];
    return describeRuns(runs, new Map(known.map(({ hash, set }) => [hash, set.name])));
  }, [runs, shown, open]);
  const focus = useKeptFocus<HTMLDivElement>();
  return (
    <div {...focus}>
      {/* What was lost, or cannot be kept, is said whether or not anybody looks into the fold. */}
      {isSecureContext && keeping?.refused && (
        <p className="note storage-said" data-testid="keeping-refused">
          {refusalOf(keeping)}
        </p>
      )}
      {problem !== null && <p className="note note-bad storage-said">{problem}</p>}
      {elsewhere && (
        <p
          className="note storage-said"
          role="status"
          data-testid="deleted-elsewhere"
        >{t`Everything on this disk was deleted in another tab. What this page shows is still here until it is closed: download the run to keep it.`}</p>
      )}
      <Fold
        id="storage"
        className="storage"
        testId="storage"
        note={t`${count(models.length, 'model')} and ${count(runs.length, 'run')} are kept`}
      >
        <p className="quiet-line" data-testid="storage-place">
          {t`${placeLine({ keeping, refused: session.refused, free, isSecure: isSecureContext })} A model folder made elsewhere is read where it lies.`}
        </p>
        {kept !== '' && (problem === null || session.refused !== null) && <p data-testid="also-kept">{kept}</p>}
        <ul className="stored">
          {models.map((model) => (
            <ModelRow key={model.root} model={model} work={work} onRemove={() => removeModel(model.root)} />
          ))}
          {runs.map((run, i) => (
            <RunRow key={run.name} run={run} what={described[i]!} work={work} onRemove={removeRun} />
          ))}
          {session.older.map((one, i) => (
            <KeptRow key={one.mark ?? i} kind="older" name={one.name} file={one.experiment} work={work} onRemove={() => removeOlder(one)}>
              {(what) => (
                <button
                  type="button"
                  data-testid="open-older"
                  onClick={() => work(async () => (await openOlder(one), t`The earlier experiment is on the page.`))}
                >{rich`Open${(<span className="visually-hidden">: {what}</span>)}`}</button>
              )}
            </KeptRow>
          ))}
          {session.olderSets.map((one) => (
            <KeptRow key={one.hash} kind="set" name={one.name} file={one.file} work={work} onRemove={() => removeOlderSet(one)} />
          ))}
          {session.damaged.map((one, i) => (
            <KeptRow
              key={one.mark ?? i}
              kind="damaged"
              name={one.name}
              file={one.experiment}
              work={work}
              onRemove={() => removeDamaged(one)}
            />
          ))}
        </ul>
        <div className="actions">
          <FolderButton testId="load-folder" folder onFiles={openFiles}>{t`Load a folder, or drop it here…`}</FolderButton>
          <FolderButton testId="load-archive" accept={ARCHIVES} onFiles={openFiles}>{t`Load a .zip or .tar…`}</FolderButton>
          <FolderButton
            testId="import-model"
            accept={ARCHIVES}
            onFiles={(files) =>
              work(async () => t`Imported: ${await importModel(files, (done, total) => setNote(t`${bytes(done)} of ${bytes(total)}`))}`)
            }
          >{t`Import a .tar…`}</FolderButton>
          <FolderButton
            testId="import-folder"
            folder
            onFiles={(files) => work(async () => t`Imported: ${await importModel(files)}`)}
          >{t`Import an exported folder…`}</FolderButton>
          {all(listed, session).length > 0 && (
            <button
              type="button"
              className="quiet"
              data-testid="delete-all"
              onClick={() =>
                work(async () => {
                  // What other tabs and the page itself kept meanwhile is named, too.
                  if (!confirm(deleteQuestion(listed, await keptSession()))) return '';
                  await removeAll();
                  return deletedLine(await whereModelsStay());
                })
              }
            >{t`Delete all`}</button>
          )}
        </div>
        {found.length > 0 && <FolderModels models={found} onChoose={loadOne} />}
        <p role="status" data-testid="storage-note">
          {note}
        </p>
      </Fold>
    </div>
  );
}
