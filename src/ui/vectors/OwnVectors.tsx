/** Where directions that others found come in, and those that have come. */
import './vectors.css';
import { openVectors } from '../../app/lower-actions';
import { isFromFile } from '../../experiment/directions';
import { vectorsDrop } from '../disk/dropped-files';
import { useLab } from '../useLab';
import { FileButton } from '../parts/FileButton';
import { Fold } from '../parts/Fold';
import { forget } from '../parts/forget';
import { VectorList } from './VectorList';
import { VectorsScreen } from './VectorsScreen';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

const open = (files: readonly File[]): void => forget(openVectors(files));

export function OwnVectors() {
  vectorsDrop.useFiles(open);
  const count = useLab((s) => s.experiment.directions.filter(isFromFile).length);
  return (
    <Fold id="own-vectors" testId="own-vectors" {...(count > 0 && { note: String(count) })}>
      <Content />
    </Fold>
  );
}

function Content() {
  const vectors = useLab((s) => s.vectors);
  return (
    <div className="vectors">
      <div className="actions">
        <FileButton
          accept=".npy,.npz,.safetensors,.gguf,.json,application/json"
          testId="open-vectors"
          multiple
          onFiles={open}
        >{t`Open vectors…`}</FileButton>
        <span className="quiet-line">{rich`Probes and steering vectors that were found elsewhere, in this model: NumPy (${(<code>.npy</code>)}, ${(<code>.npz</code>)}), safetensors, control vectors of llama.cpp (GGUF), Neuronpedia’s JSON. Files that belong together are opened together: one for each block, or control vectors that add up.`}</span>
      </div>
      {vectors && <VectorsScreen state={vectors} />}
      <VectorList />
    </div>
  );
}
