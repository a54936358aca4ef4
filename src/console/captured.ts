/** Pairs and the texts that were captured for them: their order, their tokens, and what should be known of them. */
import type { Pair } from './arguments';
import type { CaptureOptions, Warned } from './types';
import type { App } from '../app/lower';
import type { LabState } from '../app/state';
import { PUBLISHED_CAPTURE } from '../experiment/capture';
import type { CutAt, NamedPair } from '../experiment/warnings';
import { pairsInARow, type PairIndex } from '../lab/direction';
import type { Sides } from '../lab/repeats';
import { passagesOf } from '../lab/passage';
import type { Captured, Passage } from '../protocol';

/** The texts of pairs as they are captured: pair i is texts 2i and 2i+1. */
export const sidesOf = (pairs: readonly Pair[]): Passage[] => passagesOf(pairs);

/** Their places, with the names that messages give them. */
export const indicesOf = (pairs: readonly Pair[]): NamedPair[] =>
  pairsInARow(pairs.length).map((pair, i) => ({ name: `pairs[${i}]`, ...pair }));

/** Hashes of what was read of each pair. */
export const tokensOf = ({ tokenHashes }: Captured, index: readonly PairIndex[]): Sides[] =>
  index.map(({ positive, negative }) => ({ positive: tokenHashes[positive]!, negative: tokenHashes[negative]! }));

/** How the loaded model cut what was just captured. */
export function loadedCut(store: App['store'], o?: CaptureOptions): CutAt {
  const { model } = store.getState();
  return {
    maxTokens: o?.maxTokens ?? PUBLISHED_CAPTURE.maxTokens,
    context: (model.status === 'ready' ? model.info.context : null) ?? Infinity,
  };
}

/** In which model directions were found, for `model` of what is handed out. */
export const foundIn = ({ model }: Pick<LabState, 'model'>): { model?: string } =>
  model.status === 'ready' ? { model: model.info.repo } : {};

/** The result with its warnings, which are said at once, too: not every script looks. */
export function warned<T extends object>(result: T, warnings: string[]): T & Warned {
  for (const warning of warnings) console.warn(`window.lab: ${warning}`);
  return Object.assign(result, { warnings });
}
