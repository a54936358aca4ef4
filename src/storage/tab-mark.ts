/**
 * Whether another tab wrote under a name since this one did, or read it: told by a mark that each leaves as it writes, in a setting, which
 * is read at once. Where the browser refuses that, no other tab is known of.
 */
import { readSetting, writeSetting } from './settings';

const setting = (name: string): string => `mark ${name}`;
/** What this tab saw last. */
const seen = new Map<string, string | null>();

/** To be called as this tab reads what lies under the name. */
export const noteRead = (name: string): void => void seen.set(name, readSetting(setting(name)));

/** To be called right before this tab writes there. */
export function noteWrite(name: string): void {
  writeSetting(setting(name), `${Date.now()} ${Math.random()}`);
  noteRead(name);
}

/** Nobody else wrote there, as far as is known. */
export const isMine = (name: string): boolean => seen.has(name) && seen.get(name) === readSetting(setting(name));

/** All is deleted. */
export function forgetMarks(names: readonly string[]): void {
  seen.clear();
  for (const name of names) writeSetting(setting(name), null);
}
