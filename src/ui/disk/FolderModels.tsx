/** The models of a folder that holds several: which one to load. */
import type { FolderModel } from '../../hub/model-roots';
import { claimedDtype } from '../../hub/graph-path';
import { bytes } from '../parts/format';
import { t } from '../../language/t';

export function FolderModels({ models, onChoose }: { models: readonly FolderModel[]; onChoose: (model: FolderModel) => void }) {
  return (
    <div className="note" role="group" aria-label={t`Models in this folder`} data-testid="folder-models">
      <p>{t`Which one?`}</p>
      <ul className="plain-list">
        {models.map((model) => (
          <li key={model.path}>
            <button type="button" onClick={() => onChoose(model)}>{t`Load ${model.path}`}</button>{' '}
            <span className="quiet-line">{[claimedDtype(model.path), bytes(model.bytes)].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
