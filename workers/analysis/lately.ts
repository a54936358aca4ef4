/** Residuals of texts that scripts had read: no set has them, so they lie on no disk, and the latest of them stay in memory. */
import type { AskedTexts } from '../../src/analysis-protocol';
import { pooled } from '../../src/storage/residuals';
import { fitting, taken } from './kept-texts';

/** Numbers that stay: 128 MiB, 388 texts of a model of 30 × 576 in five poolings. */
const ROOM = 2 ** 25;

export interface Lately {
  /**
   * `data` [text, layer, width]; zeros where `have` is false: on that device the text was not read lately, and the disk has nothing of it.
   */
  find(asked: AskedTexts): Promise<{ have: boolean[]; data: Float32Array }>;
  /**
   * Keeps what was read, `data` [text, layer, width]. Where there is no room, poolings that came along in a pass for another one go first
   * (`along`: nobody has asked for this one), then what was asked for longest ago. Numbers that overflowed are not kept.
   */
  keep(asked: AskedTexts, data: Float32Array, along?: boolean): void;
  forget(): void;
}

export function lately(room = ROOM): Lately {
  // A Map keeps its order: what was used last stands last.
  const [wanted, beside] = [new Map<string, Float32Array>(), new Map<string, Float32Array>()];
  let size = 0;

  return {
    async find(asked) {
      const { device, pooling, layers, width, tokenHashes } = asked;
      const onDisk = (await taken(asked.graphHash, tokenHashes)).map(fitting(asked));
      const data = new Float32Array(tokenHashes.length * layers * width);
      const have = tokenHashes.map((hash, i) => {
        const text = onDisk[i];
        const residual = used(nameOf(asked, hash)) ?? (text?.on?.device === device ? pooled(text, pooling) : undefined);
        if (!residual?.every(Number.isFinite)) return false;
        data.set(residual, i * layers * width);
        return true;
      });
      return { have, data };
    },
    keep(asked, data, along = false) {
      const length = asked.layers * asked.width;
      asked.tokenHashes.forEach((hash, i) => {
        const name = nameOf(asked, hash);
        if (wanted.has(name) || beside.has(name)) {
          if (!along) used(name);
          return;
        }
        const residual = data.slice(i * length, (i + 1) * length);
        if (!residual.every(Number.isFinite)) return;
        (along ? beside : wanted).set(name, residual);
        size += length;
        makeRoom();
      });
    },
    forget() {
      wanted.clear();
      beside.clear();
      size = 0;
    },
  };

  function makeRoom(): void {
    for (const held of [beside, wanted])
      for (const [oldest, { length }] of held) {
        if (size <= room) return;
        held.delete(oldest);
        size -= length;
      }
  }

  /** What is held under this name, from now on as asked for, and last. */
  function used(name: string): Float32Array | undefined {
    const residual = wanted.get(name) ?? beside.get(name);
    if (residual) {
      wanted.delete(name);
      beside.delete(name);
      wanted.set(name, residual);
    }
    return residual;
  }
}

const nameOf = ({ graphHash, device, pooling, layers, width }: AskedTexts, tokenHash: string): string =>
  JSON.stringify([graphHash, device, layers, width, pooling, tokenHash]);
