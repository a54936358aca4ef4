/** The directions of the page as files of other programs, a button each. */
import './vectors.css';
import { useMemo, useState } from 'react';
import { shownBand } from '../../app/shown-blocks';
import type { DirectionsRecord } from '../../experiment/directions';
import { directionsToEdit } from '../../experiment/fitting';
import { siteNames } from '../../experiment/site-names';
import { ggufOf, llamaFlags, neuronpediaOf, npyOf, npzOf, outgoing, safetensorsOf } from '../../experiment/vectors/out';
import { namesOf } from '../run/direction-names';
import { useShownLayer } from '../shown';
import { Fold } from '../parts/Fold';
import { forget } from '../parts/forget';
import { brief } from '../parts/format';
import { saveFile } from '../parts/saveFile';
import { Select } from '../parts/Select';
import { useLab } from '../useLab';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

export function VectorsOut() {
  return (
    <Fold id="vectors-out" testId="vectors-out" note={t`NumPy, safetensors, llama.cpp, Neuronpedia`}>
      <Content />
    </Fold>
  );
}

const BYTES = 'application/octet-stream';

function Content() {
  const experiment = useLab((s) => s.experiment);
  const band = useLab(shownBand);
  const layer = useShownLayer();
  const [chosen, choose] = useState<string | null>(null);
  const records = useMemo(() => directionsToEdit(experiment), [experiment]);
  const names = useMemo(() => namesOf(records, experiment), [records, experiment]);
  const record = records.find(({ id }) => id === chosen) ?? records[0];
  if (!record) return <p className="quiet-line">{t`There is no direction to take home yet: let a model read the texts first.`}</p>;
  const out = outgoing(record, experiment, { layer, band });
  const file = fileName(record, out.run?.model.id);
  return (
    <div className="vectors">
      {records.length > 1 && (
        <Select
          label={t`direction`}
          value={record.id}
          options={records.map(({ id }) => [id, brief(names.get(id) ?? '', 60)] as const)}
          onChange={choose}
        />
      )}
      <div className="actions">
        <button
          type="button"
          data-testid="save-npy"
          onClick={() => saveFile(npyOf(record), `${file}.npy`, BYTES)}
        >{t`NumPy (.npy)`}</button>
        <button
          type="button"
          data-testid="save-npz"
          title={t`One archive with an array for each block, named as the published files are`}
          onClick={() => forget(npzOf(out, new Date()).then((blob) => saveFile(blob, `${file}.npz`)))}
        >{t`NumPy (.npz), an array a block`}</button>
        <button type="button" data-testid="save-safetensors" onClick={() => saveFile(safetensorsOf(out), `${file}.safetensors`, BYTES)}>
          {t`safetensors`}
        </button>
        <button
          type="button"
          data-testid="save-gguf"
          onClick={() => saveFile(ggufOf(out), `${file}.gguf`, BYTES)}
        >{t`llama.cpp (GGUF)`}</button>
        <button
          type="button"
          data-testid="save-neuronpedia"
          onClick={() => saveFile(neuronpediaOf(out), `${file}-block-${layer}.json`)}
        >{t`Neuronpedia, block ${layer}`}</button>
      </div>
      <p className="quiet-line">
        {rich`NumPy and safetensors hold a row for each of the ${record.layers} blocks. Block ${layer} is ${(<code>{siteNames(layer, record.layers).join(', ')}</code>)} in other programs.`}{' '}
        {flagsText(record, band, experiment.view.edits.length > 0)}
      </p>
      <p>
        <code className="flags" data-testid="llama-flags">
          {llamaFlags(`${file}.gguf`, out)}
        </code>
      </p>
    </div>
  );
}

/** "eia-lab-smollm2-135m-instruct-Empathy-in-action". */
const fileName = ({ name }: DirectionsRecord, model: string | undefined): string =>
  ['eia-lab', model, brief(name, 60)]
    .filter(Boolean)
    .join('-')
    .replace(/[^\w.-]+/g, '-')
    .replace(/-+$/, '');

/** What the flags do, and what of a push llama.cpp cannot do. */
const flagsText = ({ lengths }: DirectionsRecord, [first]: readonly [number, number], edited: boolean): string =>
  [
    lengths
      ? t`With these flags llama.cpp adds them, as long as they were in their file, at the blocks that are pushed here:`
      : t`With these flags llama.cpp pushes as α does on this page now:`,
    first === 0 ? t`(It has no block 0: there it adds nothing.)` : '',
    edited ? t`(Other edits are none of it.)` : '',
  ]
    .filter(Boolean)
    .join(' ');
