/**
 * Which language this page speaks, or this worker. It is settled before any module that speaks is evaluated, because those import it, so
 * that constants speak it, too. English is settled at once, and asks nobody.
 */
import type { Language } from './language';
import { named, wantedLanguage } from './wanted';

export interface Chosen {
  /** null for English. */
  readonly language: Language | null;
  /** Why the language that was asked for is not there, or what of it is not; null where all is well. */
  readonly trouble: { readonly message: string; readonly hint: string } | null;
}

/** Messages to a worker from before its program could listen. */
const early: MessageEvent[] = [];

/** Hands them out, once. */
export const earlyMessages = (): MessageEvent[] => early.splice(0);

const wanted = wantedLanguage();
if (wanted && typeof document === 'undefined') self.onmessage = (message: MessageEvent) => void early.push(message);

// What reads a language file imports nothing that speaks: whoever speaks waits for this line.
export const CHOSEN: Chosen = wanted ? await (await import('./fetched')).fetched(wanted) : { language: null, trouble: null };
/** For a worker of this page: its name, from which it knows the language. */
export const WORKER_NAME: string = wanted && CHOSEN.language ? named(wanted) : '';
