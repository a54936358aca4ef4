/** The models of a folder that holds several: which one to load. */
import type { FolderModel } from '../../hub/model-roots';
import { claimedDtype } from '../../hub/graph-path';
import { bytes } from '../parts/format';

export function FolderModels({ models, onChoose }: { models: readonly FolderModel[]; onChoose: (model: FolderModel) => void }) {
  return (
    <div className="note" role="group" aria-label="Models in this folder" data-testid="folder-models">
      <p>Which one?</p>
      <ul className="plain-list">
        {models.map((model) => (
          <li key={model.path}>
            <button type="button" onClick={() => onChoose(model)}>
              Load {model.path}
            </button>{' '}
            <span className="quiet-line">{[claimedDtype(model.path), bytes(model.bytes)].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
