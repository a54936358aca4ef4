/** Files of activations as a reading: its set, its model, and the residuals of each text. */
import { openActivations } from '../../formats/activations/open';
import type { Manifest } from '../../formats/activations/manifest';
import { readRows } from '../../formats/activations/read';
import { hashScenarioSet } from '../../formats/scenario-set';
import type { Dtype } from '../../protocol';
import { MOST_TOKENS, type KeptPooling } from '../capture';
import { contentId } from '../content-id';
import type { KnownSet } from '../experiment';
import type { Reading } from '../reading';
import type { ModelStamp } from '../stamp';
import { chosen, type LookAtActivations } from './look';
import { textsOfFile } from './to-set';

/** How far it has come, 0 to 1; then the texts, each once: `hash` is one of `tokenHashes`. */
export type TakeEvent =
  | { readonly kind: 'read'; readonly share: number }
  | { readonly kind: 'text'; readonly hash: string; /** [pooling, layer, width] */ readonly residual: Float32Array };

/** What was taken; `tokenHashes`, `tokens` and `truncated` by text, in the order of `planTexts`. */
export interface TakenActivations extends Pick<Reading, 'model' | 'how'> {
  readonly at: string;
  readonly set: KnownSet;
  readonly poolings: readonly KeptPooling[];
  /** Of the numbers of each text: what in a reading of our own is the hash of its tokens. */
  readonly tokenHashes: readonly string[];
  /** null where nobody counted. */
  readonly tokens: readonly number[] | null;
  readonly truncated: readonly boolean[];
}

/**
 * Throws `activations-unreadable`, with file and field, before the first text is told; and the signal's reason. `now`: ISO 8601, where the
 * file does not say when they were read.
 */
export async function takeActivations(
  { files, choice: partial, wanted, now }: LookAtActivations & { readonly now: string },
  tell: (event: TakeEvent) => void,
  signal?: AbortSignal,
): Promise<TakenActivations> {
  const file = await openActivations(files);
  const choice = chosen(file, partial, wanted);
  const { set, rows } = textsOfFile(file, choice);
  const needed = new Uint8Array(file.count);
  for (const row of rows) needed[row] = 1;
  const read = await readRows(file, choice.poolings, needed, { step: (share) => tell({ kind: 'read', share }), signal });
  const { manifest } = file;
  const told = new Set<string>();
  const tokenHashes = rows.map((row) => read[row]!.sha256);
  for (const one of read) {
    if (!one || told.has(one.sha256)) continue;
    told.add(one.sha256);
    tell({ kind: 'text', hash: one.sha256, residual: one.data });
  }
  return {
    at: manifest.at || now,
    set: { hash: await hashScenarioSet(set), set },
    model: stampOfFile(manifest, file),
    how: { template: manifest.template, maxTokens: manifest.maxTokens ?? MOST_TOKENS },
    poolings: choice.poolings,
    tokenHashes,
    tokens: manifest.tokens ? rows.map((row) => manifest.tokens![row]!) : null,
    truncated: rows.map((row) => manifest.truncated?.[row] ?? false),
  };
}

/** The model that a manifest names, as records have it. Its numbers are never taken for those of a model that this page loads. */
function stampOfFile({ model, site, by }: Manifest, { file, layers, width }: { file: string; layers: number; width: number }): ModelStamp {
  const { id, revision, dtype, architecture } = model;
  return {
    ...{ id, repo: id, revision, dtype: dtype as Dtype, architecture, layers, width },
    ...{ device: 'elsewhere', deviceName: by, widened: false, selfTestPassed: false },
    graphHash: contentId('elsewhere', JSON.stringify([id, revision, dtype, site, layers, width])),
    elsewhere: { file, site },
  };
}
