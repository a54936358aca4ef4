/** Choose a model and a device, see the price in megabytes, load. */
import { dtypeOf } from '../../hub/graph-path';
import type { Dtype, ModelChoice } from '../../protocol';
import { forcedDevice, forgetFailure, loadModel } from '../../app/actions';
import { noExport, rootOf, type CatalogueEntry, type ModelSpec } from '../../hub/catalogue';
import { graphFor } from '../../app/actions';
import { useLab } from '../useLab';
import { Choice } from '../parts/Choice';
import { forget } from '../parts/forget';
import { bytes } from '../parts/format';
import { useStored } from '../disk/useStored';
import { ExporterNote } from './ExporterNote';
import { HubField } from './HubField';
import { LoadButton } from './LoadButton';
import { programHere } from './program';
import { NO_REPO, RepoFields } from './RepoFields';

const DEVICES = [
  { value: 'auto', label: 'automatic', title: 'WebGPU where it works, else WASM' },
  { value: 'webgpu', label: 'WebGPU', title: 'The graphics processor' },
  { value: 'wasm', label: 'WASM', title: 'The processor: slower, works everywhere' },
] as const;

/** The last row of the list. */
const OTHER = Symbol('another repository');

/** What is chosen in it. */
export interface Picked {
  readonly chosen: string | typeof OTHER | null;
  readonly repo: typeof NO_REPO;
  readonly device: ModelChoice['device'];
}
export const firstPick = (): Picked => ({ chosen: null, repo: NO_REPO, device: forcedDevice });

interface Props {
  readonly picked: Picked;
  /** What is chosen outlives the picker: it is away while a model loads, and back where that failed. */
  readonly onPick: (change: (picked: Picked) => Picked) => void;
}

export function ModelPicker({ picked: { chosen, repo, device }, onPick }: Props) {
  const catalogue = useLab((s) => s.catalogue);
  const hub = useLab((s) => s.hub);
  const choose = (chosen: Picked['chosen']): void => onPick((picked) => ({ ...picked, chosen }));
  const setRepo = (repo: Picked['repo']): void => onPick((picked) => ({ ...picked, repo }));
  const setDevice = (device: Picked['device']): void => onPick((picked) => ({ ...picked, device }));
  const { stored } = useStored();
  const entry = catalogue.find((model) => model.id === chosen) ?? catalogue[0];
  if (!entry) return <p className="quiet-line">Reading the catalogue of models…</p>;
  const other = chosen === OTHER;
  const model = stored.models.find(({ root }) => root === rootOf(entry, hub));
  const graphs = dtypesOf(entry, device).map((dtype) => model && graphFor(model, dtype));
  // Said only of what is sure: any of them may be the one.
  const kept = graphs.every((graph) => graph?.complete) ? graphs[0] : undefined;
  const place: { place?: 'included' | 'on this disk' } = kept ? { place: 'on this disk' } : entry.embedded ? { place: 'included' } : {};
  /** An error of the choice before does not stand beside the new one. */
  const another = (take: () => void): void => {
    forgetFailure();
    take();
  };
  const program = programHere(device);
  const load = (spec: ModelSpec): void => forget(loadModel(spec, { device }));
  return (
    <div className="picker">
      <fieldset className="catalogue">
        <legend className="visually-hidden">Model</legend>
        {catalogue.map((model) => (
          <CatalogueRow key={model.id} model={model} chosen={!other && model === entry} onChoose={() => another(() => choose(model.id))} />
        ))}
        <label className="catalogue-row">
          <input type="radio" name="model" data-testid="choose-other" checked={other} onChange={() => another(() => choose(OTHER))} />
          <span className="catalogue-name">Another repository…</span>
          <span className="catalogue-facts">any language model in ONNX, by its name on the hub</span>
        </label>
      </fieldset>
      {other && <RepoFields value={repo} onChange={(next) => another(() => setRepo(next))} testId="other" />}
      {!other && entry.status === 'no-web-export' && <ExporterNote entry={entry} />}
      {(other || !entry.embedded) && <HubField />}
      <div className="actions">
        {other ? (
          <LoadButton
            key={JSON.stringify([hub, repo])}
            spec={repo}
            name={repo.repo || 'the model'}
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
        <Choice label="Device" value={device} options={DEVICES} onChange={setDevice} />
      </div>
      {!other && !entry.embedded && entry.status !== 'no-web-export' && <p className="quiet-line">{entry.note}</p>}
      <p className="quiet-line">
        The included model and the program that runs models come from the server of this page; for any other model the hub is asked for its
        files and their sizes first. Nothing is fetched before you say so. A model that is on this disk needs its hub no more, but the
        program has to come once in each visit, unless the browser still has it.
      </p>
      {!('gpu' in navigator) && (
        <p className="quiet-line">
          This browser offers no WebGPU, so the model will run on the processor (WASM): slower, with the same numbers.
        </p>
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

function CatalogueRow({ model, chosen, onChoose }: { model: CatalogueEntry; chosen: boolean; onChoose: () => void }) {
  return (
    <label className="catalogue-row" title={model.embedded ? undefined : model.repo}>
      <input type="radio" name="model" checked={chosen} onChange={onChoose} />
      <span className="catalogue-name">{model.name}</span>
      <span className="catalogue-facts">{facts(model).join(' · ')}</span>
    </label>
  );
}

/** What is known of a model that is not included. */
const STATUS: Record<CatalogueEntry['status'], string> = {
  verified: 'not run here',
  unverified: 'not verified',
  'no-web-export': 'no web export',
};

/** Size of the network, what it costs, what it asks of the device, what is not known. */
function facts({ layers, width, dtype, bytes: size, embedded, status, licence, needs }: CatalogueEntry): string[] {
  return [
    `${layers} blocks × ${width}`,
    dtype,
    ...(size === null ? [] : [embedded ? `${bytes(size)}, included` : bytes(size)]),
    licence,
    ...(needs.gigabytes === null ? [] : [`≈ ${needs.gigabytes} GB memory`]),
    ...(needs.f16 ? ['WebGPU with f16'] : []),
    ...(embedded ? [] : [STATUS[status]]),
  ];
}
