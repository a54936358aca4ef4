/** The model that a click would load, with its size, and what there is to know of it. `ModelList.tsx` chooses another. */
import { dtypeOf } from '../../hub/graph-path';
import type { Dtype, ModelChoice } from '../../protocol';
import { forcedDevice, loadModel } from '../../app/actions';
import { noExport, rootOf, type CatalogueEntry, type ModelSpec } from '../../hub/catalogue';
import { graphFor } from '../../app/lower-actions';
import { useLab } from '../useLab';
import { forget } from '../parts/forget';
import { useStored } from '../disk/useStored';
import { ExporterNote } from './ExporterNote';
import { LoadButton } from './LoadButton';
import { programHere } from './program';
import { entryOf, lineOf, OTHER, type Picked } from './picked';
import { NO_REPO } from './RepoFields';
import { t } from '../../language/t';

/** What is chosen before anybody has. */
export const firstPick = (): Picked => ({ chosen: null, repo: NO_REPO, device: forcedDevice });

interface Props {
  readonly picked: Picked;
  /** What is chosen outlives the picker: it is away while a model loads, and back where that failed. */
  readonly onPick: (change: (picked: Picked) => Picked) => void;
}

export function ModelPicker({ picked, onPick }: Props) {
  const { repo, device } = picked;
  const catalogue = useLab((s) => s.catalogue);
  const hub = useLab((s) => s.hub);
  const setRepo = (repo: Picked['repo']): void => onPick((picked) => ({ ...picked, repo }));
  const { stored } = useStored();
  const entry = entryOf(catalogue, picked);
  if (!entry) return <p className="quiet-line">{t`Reading the catalogue of models…`}</p>;
  const other = picked.chosen === OTHER;
  const model = stored.models.find(({ root }) => root === rootOf(entry, hub));
  const graphs = dtypesOf(entry, device).map((dtype) => model && graphFor(model, dtype));
  // Said only of what is sure: any of them may be the one.
  const kept = graphs.every((graph) => graph?.complete) ? graphs[0] : undefined;
  const place: { place?: 'included' | 'kept' } = kept ? { place: 'kept' } : entry.embedded ? { place: 'included' } : {};
  const program = programHere(device);
  const load = (spec: ModelSpec): void => forget(loadModel(spec, { device }));
  return (
    <div className="picker">
      <p className="model-line" data-testid="model-line">
        <strong>{other ? repo.repo || t`Another repository` : entry.name}</strong>{' '}
        <span className="quiet-line">{lineOf(entry, picked)}</span>
      </p>
      <div className="actions">
        {other ? (
          <LoadButton
            key={JSON.stringify([hub, repo])}
            spec={repo}
            name={repo.repo || t`the model`}
            size={null}
            program={program}
            disabled={!repo.repo || !repo.revision}
            onLoad={() => load(repo)}
            onGraph={(graph) => setRepo({ ...repo, graph, dtype: dtypeOf(graph) })}
          />
        ) : noExport(entry, hub) ? null : (
          <LoadButton
            key={`${hub} ${entry.id}`}
            spec={entry.id}
            name={entry.name}
            size={entry.bytes ?? kept?.bytes ?? null}
            program={program}
            {...place}
            onLoad={() => load(entry.id)}
          />
        )}
      </div>
      {!other && !entry.embedded && entry.status !== 'no-web-export' && <p className="quiet-line">{entry.note}</p>}
      {!other && entry.status === 'no-web-export' && <ExporterNote entry={entry} />}
      {!('gpu' in navigator) && (
        <p className="quiet-line">{t`This browser offers no WebGPU, so the model will run on the processor (WASM): slower, with the same numbers.`}</p>
      )}
    </div>
  );
}

/**
 * The dtypes a load may take of an entry: q4 instead of q4f16 where the device has no 16-bit floats (see resolveModel), which on a GPU is
 * asked only by the load.
 */
function dtypesOf({ dtype, dtypes }: CatalogueEntry, device: ModelChoice['device']): Dtype[] {
  if (dtype !== 'q4f16' || !dtypes?.includes('q4')) return [dtype];
  return device === 'wasm' || !('gpu' in navigator) ? ['q4'] : ['q4f16', 'q4'];
}
