/**
 * What runs computed, kept in IndexedDB: the pooled residuals of each text and the directions of each complete run,
 * under a key that names all they depend on. One record a text, so that keeping one costs the page no long task.
 */
import { clear, createStore, delMany, get, getMany, keys, set, setMany } from 'idb-keyval';
import type { Directions } from '../lab/direction';
import type { Pooling } from '../protocol';
import type { CaptureSettings } from '../state/experiment';

/**
 * Counts the ways in which the lab has read tokens: raise it with every mend after which the same graph and the same tokens give other residuals or other directions
 * (src/graph, workers/forward.ts, the poolings, src/lab/direction.ts). What was kept before is then listed, can be deleted, and is never taken for new.
 */
const READING = 1;

/**
 * All that pooled residuals depend on, and what a person tells runs apart by. Numbers depend on `graphHash`, `layers`, `tokensHash` and `pooling`; directions on the order and the splits
 * in `scenarioHash`, too. Not the device: the same graph gives the same numbers (the self-test sees to it).
 */
export interface RunKey extends CaptureSettings {
  repo: string;
  revision: string;
  dtype: string;
  graphHash: string;
  /** Blocks that the graph was cut into: where its own names leave that open, config.json decides it (src/graph/blocks.ts). */
  layers: number;
  scenarioHash: string;
  /** SHA-256 (hex) over the tokens of all texts, in their order. */
  tokensHash: string;
}

export interface StoredText {
  /** [layer, width] */
  residual: Float32Array;
  /** SHA-256 (hex) of the token ids that were read. */
  tokenHash: string;
}

const store = createStore('eia-lab', 'runs');

const name = ({ repo, revision, dtype, graphHash, layers, scenarioHash, tokensHash, pooling, template, maxTokens }: RunKey): string =>
  JSON.stringify({ reading: READING, repo, revision, dtype, graphHash, layers, scenarioHash, tokensHash, pooling, template, maxTokens });
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
  /** An earlier version of the lab read its texts: no run takes it up. */
  outdated: boolean;
  texts: number;
  bytes: number;
}

function keyOf(name: string): Pick<StoredRun, 'key' | 'outdated'> {
  if (name.startsWith('{"reading":')) {
    const { reading, layers = NaN, ...key } = JSON.parse(name) as Omit<RunKey, 'layers'> & { reading: number; layers?: number };
    return { key: { ...key, layers }, outdated: reading !== READING || Number.isNaN(layers) };
  }
  // The first versions joined the fields, and knew nothing of tokens and blocks.
  const [repo = '', revision = '', dtype = '', graphHash = '', scenarioHash = '', pooling = '', template, maxTokens] = name.split('|');
  return { key: { repo, revision, dtype, graphHash, layers: NaN, scenarioHash, tokensHash: '', pooling: pooling as Pooling, template: template === 'template', maxTokens: Number(maxTokens) }, outdated: true };
}

/** What is stored, run by run. Reads one record at a time. */
export async function listStoredRuns(): Promise<StoredRun[]> {
  const runs = new Map<string, StoredRun>();
  for (const record of await listRuns()) {
    const name = record.slice(0, record.lastIndexOf('|'));
    const run = runs.get(name) ?? { name, ...keyOf(name), texts: 0, bytes: 0 };
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
