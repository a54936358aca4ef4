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
    <label className="catalogue-row">
      <input type="radio" name="model" checked={chosen} onChange={onChoose} />
      <span className="catalogue-name">{model.name}</span>
      <span className="catalogue-facts">
        {[`${model.layers} blocks × ${model.width}`, model.dtype, place(model), model.licence].join(' · ')}
        {model.needs.f16 && ' · needs WebGPU with f16'}
        {model.status === 'unverified' && ' · not verified'}
      </span>
    </label>
  );
}

function place(model: CatalogueEntry): string {
  if (model.status === 'no-web-export') return 'no web export, make one';
  const size = model.bytes === null ? 'size is read from the hub before the download' : bytes(model.bytes);
  return `${size}, ${model.embedded ? 'included in this page' : `from ${model.repo}`}`;
}
