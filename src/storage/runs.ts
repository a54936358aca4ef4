/** What runs computed, kept in IndexedDB: pooled residuals of the texts read so far, under a key that names all they depend on. */
import { createStore, del, get, keys, set } from 'idb-keyval';
import type { Directions } from '../lab/direction';
import type { CaptureSettings } from '../state/experiment';

/** All that pooled residuals depend on. Not the device: the same graph gives the same numbers (the self-test sees to it). */
export interface RunKey extends CaptureSettings {
  repo: string;
  revision: string;
  dtype: string;
  graphHash: string;
  scenarioHash: string;
}

export interface StoredRun {
  layers: number;
  width: number;
  /** [text, layer, width]; zeros where `have` is 0. */
  residuals: Float32Array;
  /** [text]: 1 where the text was read. */
  have: Uint8Array;
  truncated: number;
  /** Of the complete run; null while texts are missing. */
  directions: Directions | null;
  savedAt: string;
}

const store = createStore('eia-lab', 'runs');

const name = (key: RunKey): string =>
  [key.repo, key.revision, key.dtype, key.graphHash, key.scenarioHash, key.pooling, key.template ? 'template' : 'raw', key.maxTokens].join('|');

export const readRun = (key: RunKey): Promise<StoredRun | undefined> => get<StoredRun>(name(key), store);
/** Rejects where the browser refuses storage (private window, disk full); the run itself goes on. */
export const writeRun = (key: RunKey, run: StoredRun): Promise<void> => set(name(key), run, store);
export const deleteRun = (key: RunKey): Promise<void> => del(name(key), store);
export const listRuns = (): Promise<string[]> => keys<string>(store);
