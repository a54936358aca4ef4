/** Whether a kept branch has moved on: asked by a click, and fetched only by another one, which says how much it is. */
import { useState } from 'react';
import { checkNewer, loadStored, renewStored, type Newer } from '../../app/lower-actions';
import type { StoredModel } from '../../storage/stored-model';
import { bytes, count } from '../parts/format';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

const short = (commit: string): string => commit.slice(0, 7);

export function NewerVersion({ model, work }: { model: StoredModel; work: (what: () => Promise<string>) => void }) {
  const [newer, setNewer] = useState<Newer | null>(null);
  const check = async (): Promise<string> => {
    const found = await checkNewer(model.root);
    setNewer(found.moved ? found : null);
    const { moved, commit, kept } = found;
    if (!moved) return t`${model.repo}: ${model.revision} is at commit ${short(commit)}, and what is kept here is the same.`;
    return t`${model.repo}: ${model.revision} has moved ${kept.length > 0 ? t`from commit ${kept.map(short).join(t` and `)} ` : ''}to ${short(commit)}.`;
  };
  const fetchIt = async (): Promise<string> => {
    await renewStored(model.root);
    setNewer(null);
    const graph = model.graphs.find(({ complete }) => complete) ?? model.graphs[0]!;
    return t`${(await loadStored(model, graph)).id} was loaded, ${model.revision} as it is now.`;
  };
  return (
    <>
      <button
        type="button"
        className="quiet"
        data-testid="check-newer"
        onClick={() => work(check)}
      >{rich`Check for a newer version${(<span className="visually-hidden"> {t`of ${model.repo}`}</span>)}`}</button>
      {newer && (
        <button
          type="button"
          data-testid="fetch-newer"
          onClick={() => work(fetchIt)}
        >{t`Fetch ${model.revision} at ${short(newer.commit)} (${size(newer)}) and load it`}</button>
      )}
    </>
  );
}

/** Of what is known to be another file. */
function size({ changed }: Newer): string {
  const known = changed.reduce((sum, file) => sum + (file.bytes ?? 0), 0);
  return changed.length === 0 ? t`its large files are the same` : `${count(changed.length, 'file')}, ${bytes(known)}`;
}
