/** Every model that can be loaded, the device, and where files come from: behind the line that names the model. */
import { forgetFailure } from '../../app/actions';
import type { CatalogueEntry } from '../../hub/catalogue';
import { Choice } from '../parts/Choice';
import { Fold } from '../parts/Fold';
import { useLab } from '../useLab';
import { HubField } from './HubField';
import { DEVICES, entryOf, facts, OTHER, type Picked } from './picked';
import { RepoFields } from './RepoFields';
import { t } from '../../language/t';

interface Props {
  readonly picked: Picked;
  readonly onPick: (change: (picked: Picked) => Picked) => void;
}

export function ModelList({ picked, onPick }: Props) {
  const catalogue = useLab((s) => s.catalogue);
  const entry = entryOf(catalogue, picked);
  if (!entry) return null;
  const other = picked.chosen === OTHER;
  /** An error of the choice before does not stand beside the new one. */
  const another = (change: Partial<Picked>): void => {
    forgetFailure();
    onPick((before) => ({ ...before, ...change }));
  };
  return (
    <Fold id="models" note={t`${catalogue.length} are listed, and any on the hub`}>
      <fieldset className="catalogue">
        <legend className="visually-hidden">{t`Model`}</legend>
        {catalogue.map((model) => (
          <CatalogueRow key={model.id} model={model} chosen={!other && model === entry} onChoose={() => another({ chosen: model.id })} />
        ))}
        <label className="catalogue-row">
          <input type="radio" name="model" data-testid="choose-other" checked={other} onChange={() => another({ chosen: OTHER })} />
          <span className="catalogue-name">{t`Another repository…`}</span>
          <span className="catalogue-facts">{t`any language model in ONNX, by its name on the hub`}</span>
        </label>
      </fieldset>
      {other && <RepoFields value={picked.repo} onChange={(repo) => another({ repo })} testId="other" />}
      <Choice
        label={t`Device`}
        value={picked.device}
        options={DEVICES}
        onChange={(device) => onPick((before) => ({ ...before, device }))}
      />
      {(other || !entry.embedded) && <HubField />}
      <p className="quiet-line">{t`The included model and the program that runs models come from the server of this page; for any other model the hub is asked for its files and their sizes first. Nothing is fetched before you say so. A model that is on this disk needs its hub no more, but the program has to come once in each visit, unless the browser still has it.`}</p>
    </Fold>
  );
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
