/**
 * What version 1 of the lab kept: one record a text under the whole key of its run, one pooling each. Numbers that are still right are
 * taken over by content; those of its first releases, which knew nothing of tokens, can only be listed and deleted.
 */
import { clear, createStore, delMany, get, keys } from 'idb-keyval';
import * as v from 'valibot';
import { flag, oneOf, record, text, whole } from '../formats/schemas';
import { READING, readingName } from './names';
import type { KeptReading, ListedReading } from './readings';
import { writeResidual } from './residuals';

const database = createStore('eia-lab', 'runs');

/** What the name of a run says, as version 1 wrote it with its tokens. */
const runKey = record({
  reading: whole,
  repo: text,
  dtype: text,
  graphHash: text,
  scenarioHash: text,
  tokensHash: text,
  pooling: oneOf('mean', 'mean-rest', 'last'),
  template: flag,
});

/** A text of a run. Directions were kept beside them, and texts without tokens by the first releases. */
const keptText = record({ residual: v.instance(Float32Array, 'float32 numbers'), tokenHash: text });

/** Records by the run they belong to. */
async function byRun(): Promise<Map<string, string[]>> {
  const runs = new Map<string, string[]>();
  for (const name of await keys<string>(database)) {
    const run = name.slice(0, name.lastIndexOf('|'));
    runs.set(run, [...(runs.get(run) ?? []), name]);
  }
  return runs;
}

/** Moves every run whose numbers are still right; `write` keeps what there is to say of it. Nothing is deleted before it was written. */
export async function takeOverVersion1(write: (kept: KeptReading) => Promise<void>): Promise<void> {
  for (const [run, records] of await byRun()) {
    const key = keyOf(run);
    if (key?.reading !== READING) continue;
    const { repo, dtype, graphHash, scenarioHash: setHash, template, pooling, tokensHash } = key;
    const tokenHashes: string[] = [];
    let textBytes = 0;
    for (const one of records) {
      const found = v.safeParse(keptText, await get<unknown>(one, database));
      if (!found.success) continue;
      const { residual, tokenHash } = found.output;
      await writeResidual(graphHash, tokenHash, { poolings: [pooling], data: residual, on: null });
      tokenHashes.push(tokenHash);
      textBytes = residual.byteLength;
    }
    if (tokenHashes.length > 0)
      await write({
        name: readingName({ graphHash, setHash, tokensHash }),
        way: READING,
        repo,
        dtype,
        graphHash,
        setHash,
        tokensHash,
        template,
        tokenHashes,
        textBytes,
        reading: null,
      });
    await delMany(records, database);
  }
}

/** What could not be taken over. Reads one record at a time. */
export async function listVersion1(): Promise<ListedReading[]> {
  const listed: ListedReading[] = [];
  for (const [name, records] of await byRun()) {
    const [repo = '', , dtype = '', , setHash = '', , template] = name.split('|');
    const key = keyOf(name) ?? { repo, dtype, scenarioHash: setHash, tokensHash: '', template: template === 'template' };
    let texts = 0;
    let bytes = 0;
    for (const one of records) {
      const value = await get<object>(one, database);
      if (value && 'residual' in value) texts++;
      for (const part of Object.values(value ?? {})) if (ArrayBuffer.isView(part)) bytes += part.byteLength;
    }
    listed.push({
      name,
      repo: key.repo,
      dtype: key.dtype,
      setHash: key.scenarioHash,
      tokensHash: key.tokensHash,
      template: key.template,
      whole: null,
      outdated: true,
      texts,
      bytes,
    });
  }
  return listed;
}

export const removeVersion1 = async (name: string): Promise<void> => delMany((await byRun()).get(name) ?? [], database);
export const clearVersion1 = (): Promise<void> => clear(database);

/** null for the first releases, which joined the fields, and for a name that no release wrote. */
function keyOf(name: string): v.InferOutput<typeof runKey> | null {
  try {
    const { success, output } = v.safeParse(runKey, JSON.parse(name));
    return success ? output : null;
  } catch {
    return null; // No JSON: the fields, joined.
  }
}
