/** What the analysis worker does with each call. Holds the residuals of the readings it was last asked about. */
import type { AnalysisCalls } from '../../src/analysis-protocol';
import { LabError } from '../../src/error';
import { indices, type TextIndex } from '../../src/lab/indices';
import { controls } from '../../src/lab/report/controls';
import { report } from '../../src/lab/report/report';
import type { Pooling } from '../../src/protocol';
import { takeOver, writeReading, type WholeReading } from '../../src/storage/readings';
import { pooled, readResiduals, writeResidual, type KeptResidual } from '../../src/storage/residuals';
import { analyse } from './analyse';
import { aurocsAlong, carriers } from './beside';
import { gatherEvidence } from './evidence';
import { examine } from './examine';
import type { Handlers } from '../serve';

interface Open {
  reading: WholeReading;
  /** Its record is on the disk. */
  written: boolean;
  /** By text. */
  texts: (KeptResidual | undefined)[];
  /** Texts that the disk refused. */
  unkept: Set<number>;
}

/** Readings that are held at once: one that is shown, one that is being made. A reading of 110 texts by a model of 30 × 576 takes 23 MB. */
const HELD = 2;

export function analysisDesk(): Handlers<AnalysisCalls> {
  const open = new Map<string, Open>();

  return {
    async open({ reading, poolings }) {
      const { name, graphHash } = reading;
      const tokenHashes = allTexts(reading);
      const { layers, width } = reading.reading.model;
      // config.json may say another number of blocks by now (src/graph/hints.ts): what was read before is then of no use.
      const fits = (text: KeptResidual | undefined) =>
        text && text.data.length === text.poolings.length * layers * width ? text : undefined;
      const kept = (await taken(graphHash, tokenHashes)).map(fits);
      const before = open.get(name);
      // The disk is asked anew: what was deleted there is gone. Only what it had refused is still had from memory.
      const unkept = new Set(before?.unkept);
      const texts = tokenHashes.map((_, text) => kept[text] ?? (unkept.has(text) ? fits(before?.texts[text]) : undefined));
      open.delete(name);
      open.set(name, { reading, texts, unkept, written: kept.some(Boolean) && (await written(reading)) === null });
      for (const oldest of open.keys()) if (open.size > HELD) open.delete(oldest);
      const whole = (text: KeptResidual | undefined) =>
        text !== undefined && poolings.every((pooling) => pooled(text, pooling)) && text.data.every(Number.isFinite);
      return { have: texts.map(whole), on: texts.map((text) => text?.on ?? null) };
    },

    async keep({ reading: name, text, residual }) {
      const now = held(name);
      const {
        texts,
        unkept,
        reading: { graphHash },
      } = now;
      const tokenHashes = allTexts(now.reading);
      const hash = tokenHashes[text]!;
      // Texts of the same tokens are one text to the model.
      const twins = tokenHashes.flatMap((other, i) => (other === hash ? [i] : []));
      for (const twin of twins) texts[twin] = residual;
      // Numbers that overflowed on this device would be read back on another.
      if (!residual.data.every(Number.isFinite)) return null;
      const problem = (now.written ? null : await written(now.reading)) ?? (await problemOf(writeResidual(graphHash, hash, residual)));
      now.written ||= problem === null;
      for (const twin of twins) unkept[problem === null ? 'delete' : 'add'](twin);
      return problem;
    },

    analyse({ reading: name, pooling, ...plan }) {
      const { reading, texts } = held(name);
      const { model, scenarios } = reading.reading;
      return analyse(
        {
          ...contiguous(texts.slice(0, reading.tokenHashes.length), pooling, model),
          words: scenarios.set.pairs,
          rated: scenarios.set.scored,
        },
        plan,
      );
    },

    async evidence({ reading: name, pooling, ...plan }, event, signal) {
      const { reading, texts } = held(name);
      const { residuals } = contiguous(texts.slice(0, reading.tokenHashes.length), pooling, reading.reading.model);
      return gatherEvidence(residuals, plan, event, signal);
    },

    examine,

    beside({ reading: name, pooling, directions }) {
      const { reading, texts } = held(name);
      const first = reading.tokenHashes.length;
      const { neutral = [], shuffled = [] } = reading.beside ?? {};
      const { residuals, have } = contiguous(texts.slice(first), pooling, reading.reading.model);
      const whole = (from: number, count: number) => count > 0 && have.subarray(from, from + count).every(Boolean);
      const all = indices<TextIndex>(neutral.length + shuffled.length);
      return {
        ...(whole(0, neutral.length) && { carrier: carriers(directions, residuals, all.slice(0, neutral.length)) }),
        ...(whole(neutral.length, shuffled.length) && { tokenShuffled: aurocsAlong(directions, residuals, all.slice(neutral.length)) }),
      };
    },

    forget(name) {
      if (name === null) open.clear();
      else open.delete(name);
      return null;
    },

    report: ({ seed, ...evidence }) => report(evidence, { seed }),
    controls: ({ seed, ...evidence }) => controls(evidence, seed),
  };

  function held(name: string): Open {
    const found = open.get(name);
    if (!found)
      throw new LabError(
        'reading-not-open',
        'The texts of this run are no longer in memory.',
        'Read the texts again: what was read before is taken from this disk.',
      );
    return found;
  }
}

/** What went wrong; null where nothing did. */
const problemOf = (work: Promise<void>): Promise<string | null> =>
  work.then(
    () => null,
    (error: unknown) => (error as Error).message,
  );
const written = (reading: WholeReading): Promise<string | null> => problemOf(writeReading(reading));

/** What this disk has, or nothing where it refuses (private window). */
async function taken(graphHash: string, tokenHashes: readonly string[]): Promise<(KeptResidual | undefined)[]> {
  try {
    await takeOver();
    return await readResiduals(graphHash, tokenHashes);
  } catch {
    return [];
  }
}

/** Hashes of the tokens of all texts that are held: the set's, then those beside it. */
const allTexts = ({ tokenHashes, beside }: WholeReading): readonly string[] => [
  ...tokenHashes,
  ...(beside?.neutral ?? []),
  ...(beside?.shuffled ?? []),
];

/** [text, layer, width] of one pooling, zeros where `have` is 0. */
function contiguous(texts: readonly (KeptResidual | undefined)[], pooling: Pooling, { layers, width }: { layers: number; width: number }) {
  const data = new Float32Array(texts.length * layers * width);
  const have = Uint8Array.from(texts, (text, i) => {
    const residual = text && pooled(text, pooling);
    if (residual) data.set(residual, i * layers * width);
    return residual ? 1 : 0;
  });
  return { residuals: { layers, width, count: texts.length, data }, have };
}
