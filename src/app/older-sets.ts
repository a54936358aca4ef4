/** Sets of one's own whose place in this browser another took: each stays under its name, to be taken into use again. */
import type { KnownSet } from '../experiment/experiment';
import { hashScenarioSet, parseScenarioSet } from '../formats/scenario-set';
import type { Context } from './ports';
import { t } from '../language/t';

/**
 * Puts the set aside whose place `next` took: its text, null where there was none. One of the same name is an earlier state of it, and
 * gives way; so does what is damaged. Throws what the disk throws.
 */
export async function keepOlder({ session }: Pick<Context['disk'], 'session'>, text: string | null, next: KnownSet): Promise<void> {
  const set = text === null ? null : readable(text);
  const older = text !== null && set !== null && set.name !== next.set.name ? [{ ...(await named(set)), file: new Blob([text]) }] : [];
  const gone = new Set([next.set.name, ...older.map(({ name }) => name)]);
  await session.changeOlderSets((before) => [...before.filter(({ name }) => !gone.has(name)), ...older]);
}

const named = async (set: KnownSet['set']) => ({ name: set.name, hash: await hashScenarioSet(set) });

function readable(text: string): KnownSet['set'] | null {
  try {
    return parseScenarioSet(text, t`the set that this browser kept`);
  } catch {
    // It could not be taken into use again: its file has it right.
    return null;
  }
}
