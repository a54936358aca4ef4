/** What the analysis worker does with each call. Holds the residuals of the readings it was last asked about. */
import type { AnalysisCalls } from '../../src/analysis-protocol';
import { LabError } from '../../src/error';
import { bytesOf } from '../../src/formats/vectors/numbers';
import { meanResidual } from '../../src/lab/carrier';
import { contrastOf, allTextsOf } from '../../src/lab/contrast';
import { before, beforeVerdict } from '../../src/lab/report/before';
import { bagScores } from '../../src/lab/report/texts';
import { choiceVerdict } from '../../src/lab/report/choice-verdict';
import { choicesReport } from '../../src/lab/report/choices';
import { agreementWith, cosineMatrix } from '../../src/lab/report/compare';
import { controls } from '../../src/lab/report/controls';
import { playsSaid } from '../../src/lab/report/plays-said';
import { ratingsReport } from '../../src/lab/report/ratings';
import { apartColumns } from '../../src/lab/report/apart-columns';
import { report } from '../../src/lab/report/report';
import { sweepReport } from '../../src/lab/report/sweep';
import { sweepVerdict } from '../../src/lab/report/sweep-verdict';
import { hashesBeside, writeReading, type WholeReading } from '../../src/storage/readings';
import { pooled, writeResidual, type KeptResidual } from '../../src/storage/residuals';
import { analyse } from './analyse';
import { besideOf } from './beside';
import { gatherEvidence } from './evidence';
import { examine } from './examine';
import { contiguous, fitting, taken } from './kept-texts';
import { lately } from './lately';
import { trainTest } from './matrix';
import { shuffledUnits } from './shuffled';
import type { Pooling } from '../../src/protocol';
import type { Handlers } from '../serve';
import { t } from '../../src/language/t';

interface Open {
  reading: WholeReading;
  /** Its record is on the disk. */
  written: boolean;
  /** By text. */
  texts: (KeptResidual | undefined)[];
  /** Texts that the disk refused. */
  unkept: Set<number>;
}

/**
 * Readings that are held at once: one that is shown, one that is being made. A reading of 110 texts by a model of 30 × 576 takes 38 MB,
 * 46 MB in a chat template.
 */
const HELD = 2;

export function analysisDesk(): Handlers<AnalysisCalls> {
  const open = new Map<string, Open>();
  const scripts = lately();

  return {
    async open({ reading, poolings }) {
      const { name, graphHash } = reading;
      const tokenHashes = allTexts(reading);
      const fits = fitting(reading.reading.model);
      const kept = (await taken(graphHash, tokenHashes)).map(fits);
      const before = open.get(name);
      // The disk is asked anew: what was deleted there is gone. Only what it had refused is still had from memory.
      const unkept = new Set(before?.unkept);
      const texts = tokenHashes.map((_, text) => kept[text] ?? (unkept.has(text) ? fits(before?.texts[text]) : undefined));
      const onDisk = kept.some(Boolean) && (await written(reading)) === null;
      // From one to the next without a pause: another call may come in between, and must find the reading.
      open.delete(name);
      open.set(name, { reading, texts, unkept, written: onDisk });
      for (const oldest of open.keys()) if (open.size > HELD) open.delete(oldest);
      const whole = (text: KeptResidual | undefined) =>
        text !== undefined && poolings.every((pooling) => pooled(text, pooling)) && text.data.every(Number.isFinite);
      const own = texts.slice(0, reading.tokenHashes.length);
      return { have: own.map(whole), on: own.map((text) => text?.on ?? null), beside: texts.slice(own.length).map(whole) };
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

    analyse({ reading: name, pooling, withoutMean, ...plan }) {
      const { reading, texts } = held(name);
      const { model, scenarios } = reading.reading;
      return analyse(
        {
          ...contiguous(texts.slice(0, reading.tokenHashes.length), pooling, model),
          words: allTextsOf(contrastOf(scenarios.set)),
          unwritten: scenarios.set.unwritten,
          rated: scenarios.set.scored,
        },
        plan,
        withoutMean ? neutralMean(held(name), pooling) : undefined,
      );
    },

    async evidence({ reading: name, pooling, withoutMean, ...plan }, event, signal) {
      const { reading, texts } = held(name);
      const { residuals } = contiguous(texts.slice(0, reading.tokenHashes.length), pooling, reading.reading.model);
      const mean = withoutMean ? neutralMean(held(name), pooling) : undefined;
      return gatherEvidence(residuals, { ...plan, mean }, event, signal);
    },

    async residuals({ reading, poolings }) {
      const { layers, width } = reading.reading.model;
      const texts = (await taken(reading.graphHash, reading.tokenHashes)).map(fitting({ layers, width }));
      const here = reading.tokenHashes.map((_, text) => texts[text] ?? open.get(reading.name)?.texts[text]);
      return poolings.map((name) => {
        const rows = here.flatMap((text) => (text && pooled(text, name)) ?? []);
        return { name, numbers: new Blob(rows.length === here.length ? rows.map(bytesOf) : []) };
      });
    },

    examine,

    find: (asked) => scripts.find(asked),
    remember({ data, along, ...asked }) {
      scripts.keep(asked, data, along);
      return null;
    },

    beside({ reading: name, pooling, directions, seed }) {
      const { reading, texts } = held(name);
      const { model, scenarios } = reading.reading;
      const first = reading.tokenHashes.length;
      if (!reading.beside) return { columns: {}, apart: [] };
      return besideOf(reading.beside, directions, { contrast: contrastOf(scenarios.set), seed }, (from, to) => {
        const { residuals, have } = contiguous(texts.slice(first + from, first + to), pooling, model);
        return have.every(Boolean) ? residuals : null;
      });
    },

    shuffled({ reading: name, contrast, pooling, withoutMean, method, seed }) {
      const { reading, texts } = held(name);
      const there = contiguous(texts.slice(0, reading.tokenHashes.length), pooling, reading.reading.model);
      return shuffledUnits(there, contrast, { method, seed, mean: withoutMean ? neutralMean(held(name), pooling) : undefined });
    },

    matrix: ({ sets, pooling, method }, event, signal) => trainTest(sets, pooling, method, event, signal),

    agreement: ({ pairs, seed }) => pairs.map((pair) => agreementWith(pair, { seed })),
    sweep: ({ given, sides, situations }) => {
      const report = sweepReport(given);
      return { report, verdict: sweepVerdict(report, sides, situations) };
    },
    ratings: ratingsReport,
    choices({ margins, sides, others, asking, seed }) {
      const found = choicesReport(margins, seed);
      return { report: found, verdict: choiceVerdict(found, sides, others, asking) };
    },
    plays: playsSaid,
    before({ asked, contrast, layer, named, seed }) {
      const bag = bagScores(contrast, [asked.map(({ prompt }) => prompt)]);
      const refused = bag && 'refused' in bag ? bag.refused : null;
      const scored = bag && !('refused' in bag) ? asked.map((one, i) => ({ ...one, bag: bag[0]![i]! })) : asked;
      const all = before(scored, layer, { within: false, seed });
      const within = before(scored, layer, { within: true, seed });
      return all && { all, within, refused, verdict: beforeVerdict({ all, within }, { layer, named }) };
    },
    cosines: (groups) => groups.map((group) => cosineMatrix(group, 0)),

    forget(name) {
      scripts.forget();
      if (name === null) open.clear();
      else open.delete(name);
      return null;
    },

    report: ({ seed, ...evidence }) => report(evidence, { seed }),
    apart: ({ apart, layers, contrast, seed }) => apartColumns(apart, layers, contrast, { seed }),
    controls: ({ seed, ...evidence }) => controls(evidence, seed),
  };

  function held(name: string): Open {
    const found = open.get(name);
    if (!found)
      throw new LabError(
        'reading-not-open',
        t`The texts of this run are no longer in memory.`,
        t`Read the texts again: what was read before is taken from this disk.`,
      );
    return found;
  }
}

/** The mean residual of the neutral texts beside a reading, [layer*width + i]. Throws `no-neutral-texts` where one of them is not there. */
function neutralMean({ reading, texts }: Open, pooling: Pooling): Float64Array {
  const first = reading.tokenHashes.length;
  const neutral = reading.beside?.neutral.length ?? 0;
  const { residuals, have } = contiguous(texts.slice(first, first + neutral), pooling, reading.reading.model);
  if (neutral > 0 && have.every(Boolean)) return meanResidual(residuals);
  throw new LabError(
    'no-neutral-texts',
    t`The neutral texts of this run are not all here with the pooling “${pooling}”, so their mean cannot be taken out.`,
    t`Load its model and read the texts again: neutral texts are read after those of the set.`,
  );
}

/** What went wrong; null where nothing did. */
const problemOf = (work: Promise<void>): Promise<string | null> =>
  work.then(
    () => null,
    (error: unknown) => (error as Error).message,
  );
const written = (reading: WholeReading): Promise<string | null> => problemOf(writeReading(reading));

/** Hashes of the tokens of all texts that are held: the set's, then those beside it. */
const allTexts = ({ tokenHashes, beside }: WholeReading): readonly string[] => [...tokenHashes, ...(beside ? hashesBeside(beside) : [])];
