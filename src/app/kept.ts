/** Readings as the disk keeps them, and as records of an experiment. */
import { sha256 } from '../formats/sha256';
import { contentId } from '../experiment/content-id';
import type { KnownSet } from '../experiment/experiment';
import { readTexts, type Reading } from '../experiment/reading';
import type { Cut, ReadOn } from '../protocol';
import { READING, readingName } from '../storage/names';
import type { WholeReading } from '../storage/readings';

/** What is read, by which model, how; before it is known which tokens that gives. */
export interface ToRead extends Pick<Reading, 'at' | 'model' | 'how' | 'context'> {
  readonly set: KnownSet;
}

/** As the disk keeps it, in so many poolings. The same texts in the same order, read by the same model, have the same name. */
export async function keptOf(
  { at, model, set, how, context }: ToRead,
  { tokenHashes, truncated, tokens }: Cut,
  poolings: number,
): Promise<WholeReading> {
  const { repo, dtype, graphHash, layers, width } = model;
  const hashes = { graphHash, setHash: set.hash, tokensHash: await sha256(tokenHashes.join(' ')) };
  const scenarios = { id: set.set.id, name: set.set.name, hash: set.hash, set: set.set };
  return {
    name: readingName(hashes),
    way: READING,
    repo,
    dtype,
    ...hashes,
    template: how.template,
    tokenHashes,
    textBytes: poolings * layers * width * Float32Array.BYTES_PER_ELEMENT,
    reading: { at, model, scenarios, how, context, truncated, tokens },
  };
}

/** As an experiment has it. `on` [text]: what each text was read on. */
export function recordOf({ name, reading }: WholeReading, on: readonly (ReadOn | null)[]): { set: KnownSet; reading: Reading } {
  const { at, model, scenarios, how, context, truncated, tokens } = reading;
  const { hash, set } = scenarios;
  const texts = tokens
    ? readTexts({ tokens: [...tokens], truncated: [...truncated] }, on)
    : truncated.map((cut, i) => ({ tokens: null, truncated: cut, on: on[i] ?? null }));
  return {
    set: { hash, set },
    reading: { id: contentId('reading', name, JSON.stringify(model)), name, at, model, set: hash, how, context, texts },
  };
}
