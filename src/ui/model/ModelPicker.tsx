/** Choose a model and a device, see the price in megabytes, load. */
import { useState } from 'react';
import type { ModelChoice } from '../../protocol';
import { loadModel } from '../../state/actions';
import type { CatalogueEntry } from '../../state/catalogue';
import { useLab } from '../../state/store';
import { LoadButton } from './LoadButton';
import { Choice } from '../parts/Choice';
import { forget } from '../parts/forget';
import { bytes } from '../parts/format';

const DEVICES = [
  { value: 'auto', label: 'automatic', title: 'WebGPU where it works, else WASM' },
  { value: 'webgpu', label: 'WebGPU', title: 'The graphics processor' },
  { value: 'wasm', label: 'WASM', title: 'The processor: slower, works everywhere' },
] as const;

export function ModelPicker() {
  const catalogue = useLab((s) => s.catalogue);
  const [chosen, choose] = useState<string | null>(null);
  const [device, setDevice] = useState<ModelChoice['device']>('auto');
  const entry = catalogue.find((model) => model.id === chosen) ?? catalogue[0];
  if (!entry) return <p className="quiet-line">Reading the catalogue of models…</p>;
  return (
    <div className="picker">
      <fieldset className="catalogue">
        <legend className="visually-hidden">Model</legend>
        {catalogue.map((model) => (
          <CatalogueRow key={model.id} model={model} chosen={model === entry} onChoose={() => choose(model.id)} />
        ))}
      </fieldset>
      {catalogue.length > 1 && (
        <p className="quiet-line">The included model needs no network. For any other the hub is asked for its size first, and nothing is fetched before you say so.</p>
      )}
      <div className="actions">
        <LoadButton
          key={entry.id}
          entry={entry}
          // Without a choice of the reader the page's own address may name a device, so none is passed.
          onLoad={() => forget(loadModel(entry.id, device === 'auto' ? {} : { device }))}
        />
        <Choice label="Device" value={device} options={DEVICES} onChange={setDevice} />
      </div>
      {!('gpu' in navigator) && <p className="quiet-line">This browser offers no WebGPU, so the model will run on the processor (WASM): slower, with the same numbers.</p>}
    </div>
  );
}

function CatalogueRow({ model, chosen, onChoose }: { model: CatalogueEntry; chosen: boolean; onChoose: () => void }) {
  return (
    <label className="catalogue-row" title={model.embedded ? undefined : model.repo}>
      <input type="radio" name="model" checked={chosen} onChange={onChoose} />
      <span className="catalogue-name">{model.name}</span>
      <span className="catalogue-facts">
        {facts(model).join(' · ')}
      </span>
    </label>
  );
}

/** Size of the network, what it costs, what it asks of the device, what is not known. */
function facts({ layers, width, dtype, bytes: size, embedded, status, licence, needs }: CatalogueEntry): string[] {
  return [
    `${layers} blocks × ${width}`,
    dtype,
    ...(size === null ? [] : [embedded ? `${bytes(size)}, included` : bytes(size)]),
    licence,
    ...(needs.f16 ? ['needs WebGPU with f16'] : []),
    ...(status === 'no-web-export' ? ['no web export'] : status === 'unverified' ? ['not verified'] : []),
  ];
}
