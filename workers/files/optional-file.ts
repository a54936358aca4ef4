/** A file that a model may lack: this file does what optional-step.ts decides. */
import { noteMissing } from '../../src/storage/models';
import { SURE, type LoadScope } from './load-scope';
import { isAbsent, type ModelFile } from './model-files';
import { isNetwork, openFile, Unseen } from './open-file';
import { beginning, next, type Outcome, type Step, type Why } from './optional-step';

/** Null where the model has no such file. Throws what `openFile` throws for anything else than a missing file. */
export async function openOptional(load: LoadScope, path: string): Promise<ModelFile | null> {
  let state = beginning(load.choice.files !== undefined);
  let outcome = await look(load, path);
  for (;;) {
    const [after, step] = next(state, outcome);
    state = after;
    if (step.kind === 'give-up') throw step.error;
    if (step.kind === 'none') {
      if (step.remember) await noteMissing(await load.place(), load.address(path));
      return null;
    }
    const came = await take(load, path, step);
    if ('blob' in came) return came;
    outcome = came;
  }
}

async function take(load: LoadScope, path: string, step: Exclude<Step, { kind: 'none' | 'give-up' }>): Promise<Outcome | ModelFile> {
  switch (step.kind) {
    case 'list':
      return { kind: 'listed', named: (await load.known.files())?.has(path) ?? null };
    case 'look-for-tokenizer':
      return { kind: 'looked-for-tokenizer', kept: await load.has(await load.full(SURE)) };
    case 'open':
      return openFile(load, path).catch((error: unknown): Outcome => ({
        kind: 'failed',
        error,
        why: whyOf(error),
        named: load.known.of(path) !== undefined,
      }));
  }
}

async function look(load: LoadScope, path: string): Promise<Outcome> {
  const found = await (await load.place()).open(load.address(path));
  return { kind: 'looked', kept: found ? (found.marker.missing ? 'lack' : 'file') : null };
}

function whyOf(error: unknown): Why {
  if (error instanceof Unseen) return 'unseen';
  if (isNetwork(error)) return 'network';
  return isAbsent(error) ? 'absent' : 'other';
}
