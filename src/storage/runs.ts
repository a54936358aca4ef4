/**
 * What runs computed, kept in IndexedDB: the pooled residuals of each text and the directions of each complete run,
 * under a key that names all they depend on. One record a text, so that keeping one costs the page no long task.
 */
import { clear, createStore, delMany, get, getMany, keys, set, setMany } from 'idb-keyval';
import type { Directions } from '../lab/direction';
import type { Pooling } from '../protocol';
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

/** A run on the disk: its key, and the name of its records; how many texts, how many bytes of numbers. */
export interface StoredRun {
  name: string;
  key: RunKey;
  texts: number;
  bytes: number;
}

function keyOf(name: string): RunKey {
  const [repo = '', revision = '', dtype = '', graphHash = '', scenarioHash = '', pooling = '', template, maxTokens] = name.split('|');
  return { repo, revision, dtype, graphHash, scenarioHash, pooling: pooling as Pooling, template: template === 'template', maxTokens: Number(maxTokens) };
}

/** What is stored, run by run. Reads one record at a time. */
export async function listStoredRuns(): Promise<StoredRun[]> {
  const runs = new Map<string, StoredRun>();
  for (const record of await listRuns()) {
    const name = record.slice(0, record.lastIndexOf('|'));
    const run = runs.get(name) ?? { name, key: keyOf(name), texts: 0, bytes: 0 };
    const value = await get<StoredText | Directions>(record, store);
    if (value && 'residual' in value) run.texts += 1;
    for (const part of Object.values(value ?? {})) if (ArrayBuffer.isView(part)) run.bytes += part.byteLength;
    runs.set(name, run);
  }
  return [...runs.values()];
}

/** Deletes one run, by its key's name. */
export async function removeRun(name: string): Promise<void> {
  await delMany((await listRuns()).filter((record) => record.slice(0, record.lastIndexOf('|')) === name), store);
}

export const clearRuns = (): Promise<void> => clear(store);
