/** Where activations that were read elsewhere come in, and the way to take those on show home. */
import './activations.css';
import { openActivations } from '../../app/lower-actions';
import { activationsDrop } from '../disk/dropped-files';
import { FileButton } from '../parts/FileButton';
import { Fold } from '../parts/Fold';
import { forget } from '../parts/forget';
import { rich } from '../parts/rich';
import { useLab } from '../useLab';
import { ActivationsScreen } from './ActivationsScreen';
import { CompanionFold } from './CompanionFold';
import { t } from '../../language/t';

const open = (files: readonly File[]): void => forget(openActivations(files));

export function OwnActivations() {
  activationsDrop.useFiles(open);
  return (
    <Fold id="own-activations" testId="own-activations" note={t`of a model that no tab can hold: safetensors or NumPy`}>
      <Content />
    </Fold>
  );
}

function Content() {
  const activations = useLab((s) => s.activations);
  const running = useLab((s) => s.run.status === 'running');
  return (
    <div className="activations">
      <div className="actions">
        <FileButton
          accept=".npy,.npz,.safetensors,.json,application/json"
          testId="open-activations"
          multiple
          disabled={running}
          onFiles={open}
        >{t`Open activations…`}</FileButton>
        <span className="quiet-line">{rich`Residuals that another program read: a tensor [n, layers, width] for each pooling, with labels or pairs, and a manifest that names model and site. One safetensors or ${(<code>.npz</code>)} file, or several ${(<code>.npy</code>)} with a ${(<code>.json</code>)}, opened together. They are analysed as texts that this page read; files may be larger than memory, of which only what you choose is read.`}</span>
      </div>
      <CompanionFold running={running} onFiles={open} />
      {activations && <ActivationsScreen state={activations} running={running} />}
    </div>
  );
}
