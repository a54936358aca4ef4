/**
 * What runs computed, kept in IndexedDB: the pooled residuals of each text and the directions of each complete run,
 * under a key that names all they depend on. One record a text, so that keeping one costs the page no long task.
 */
import { clear, createStore, get, getMany, keys, set, setMany } from 'idb-keyval';
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

export interface StoredText {
  /** [layer, width] */
  residual: Float32Array;
  truncated: boolean;
}

const store = createStore('eia-lab', 'runs');

const name = (key: RunKey): string =>
  [key.repo, key.revision, key.dtype, key.graphHash, key.scenarioHash, key.pooling, key.template ? 'template' : 'raw', key.maxTokens].join('|');
const textName = (key: RunKey, text: number): string => `${name(key)}|text ${text}`;

/** What is stored of texts 0..count−1; undefined where a text is not. */
export const readTexts = (key: RunKey, count: number): Promise<(StoredText | undefined)[]> =>
  getMany<StoredText | undefined>(Array.from({ length: count }, (_, text) => textName(key, text)), store);

/** All of these or, where the browser refuses storage (private window, disk full), a rejection. */
export const writeTexts = (key: RunKey, texts: ReadonlyMap<number, StoredText>): Promise<void> =>
  setMany([...texts].map(([text, stored]) => [textName(key, text), stored]), store);

export const readDirections = (key: RunKey): Promise<Directions | undefined> => get<Directions>(`${name(key)}|directions`, store);
export const writeDirections = (key: RunKey, directions: Directions): Promise<void> => set(`${name(key)}|directions`, directions, store);

/** The names of all records: `{key}|text N` and `{key}|directions`. */
export const listRuns = (): Promise<string[]> => keys<string>(store);
export const clearRuns = (): Promise<void> => clear(store);
