/** A model on this disk, by its root. */
import { LabError } from '../error';
import type { StoredModel } from '../storage/stored-model';
import type { Ports } from './ports';
import { t } from '../language/t';

/** Throws `no-such-model`. */
export async function storedAt({ listModels }: Pick<Ports['disk']['models'], 'listModels'>, root: string): Promise<StoredModel> {
  const model = (await listModels()).find((one) => one.root === root);
  if (model) return model;
  throw new LabError('no-such-model', t`No model with the root ${String(root)} is on this disk.`, t`lab.storage.list() names the roots.`);
}
