/**
 * What window.lab does with pairs, or texts of two classes, as a whole: reads them, finds directions, and says how far to believe them,
 * in one call.
 */
import * as given from './arguments';
import type { LabelledText, SplitPair } from './arguments';
import { foundIn, indicesOf, loadedCut, tokensOf, warned } from './captured';
import { nanWarnings } from './nan';
import * as options from './options';
import { textReader } from './read';
import { ANALYSED, CHANCE, CROSS, type Analysed, type AnalyseOptions } from './types';
import type { App } from '../app/lower';
import { NEUTRAL, SHUFFLE } from '../app/evidence-actions';
import { errorData, LabError } from '../error';
import { repeatedLone } from '../experiment/lone-warnings';
import { expectDifferent, repeatSentences, sameTokens, type CutAt } from '../experiment/warnings';
import { inside } from '../formats/schemas';
import { parseTextGroups } from '../formats/text-groups';
import { answersPrompts, isPaired, itemsOf, someOf, type Contrast, type MayAnswer } from '../lab/contrast';
import type { Grouped, Validation } from '../lab/folds';
import type { BetweenMethods } from '../lab/readers/between';
import { METHODS, methodsFor, type Method } from '../lab/readers/method';
import type { Column } from '../lab/report/columns';
import { conclusion } from '../lab/report/conclusion';
import type { Evidence } from '../lab/report/evidence';
import { countedIn, fewestOf } from '../lab/report/tested';
import type { Sides } from '../lab/repeats';
import type { Residuals } from '../lab/residuals';
import { passage, passagesOf } from '../lab/passage';
import type { Captured, Passage } from '../protocol';

/** The columns that a validation promises, NaN where they cannot be made. `crossMean` and `crossMin` go by whichever was asked for. */
const OF: { readonly [validation in Validation]?: readonly Column[] } = {
  'leave-one-group-out': ['crossMean', 'crossMin'],
  'k-fold': ['crossMean', 'crossMin', 'foldMean', 'foldMin'],
};

/** The group of pairs that name none. */
const NO_GROUP = 'no group';

export function analyseCalls(app: App) {
  const { analysis, fetchOwn, store } = app;
  const readTexts = textReader(app);

  async function analyse(pairs: SplitPair[] | { texts: LabelledText[] }, o?: AnalyseOptions): Promise<Analysed> {
    const known = contrastGiven(pairs);
    const prompted = answersPrompts(known);
    const { pooling, template, maxTokens, onProgress, signal } = options.capture(o, prompted);
    const { method, controls, withoutMean, folds, seed, validation = allowed(known, options.analyse(o).folds) } = options.analyse(o);
    if (!methodsFor(isPaired(known)).includes(method))
      throw new LabError(
        'needs-pairs',
        'PCA finds the line along which pair differences are longest, and these texts have no partners.',
        'Use "mean-difference", "lda" or "logistic".',
      );
    const training = someOf(known, ({ split }) => split === 'train');
    if (itemsOf(training).length === 0)
      throw new LabError(
        'empty-pairs',
        isPaired(known) ? 'None of the pairs is a training pair.' : 'None of the texts is a training text.',
        `Give some ${isPaired(known) ? 'pairs' : 'texts'} the split "train", or leave it out.`,
      );
    const tests = someOf(known, ({ split }) => split === 'test');
    const warnings: string[] = [];

    const neutral = controls || withoutMean ? await neutralTexts(withoutMean ? null : warnings) : [];
    const mixed = controls ? passagesOf(tests, prompted) : [];
    // Beside answers that stand behind plain prompts, texts without one are their own answers.
    const texts = [...passagesOf(known), ...neutral.map((text) => passage(text, prompted && !template))];
    const reads = texts.length + mixed.length;
    let of = reads;
    const read = (texts: Passage[], before: number, shuffle?: number): Promise<Captured> =>
      readTexts(
        { texts, pooling, template, maxTokens, ...(shuffle !== undefined && { shuffle }) },
        { signal, onProgress: ({ done }) => onProgress?.({ done: before + done, of }) },
      );
    const { model } = store.getState();
    if (model.status === 'ready') of += model.info.layers;
    const captured = await read(texts, 0);
    of = reads + captured.layers;

    const tokens = tokensGiven(known, captured, loadedCut(store, o));
    warnings.unshift(...tokens.warnings);
    const shuffled = mixed.length > 0 ? await unlessUntold(read(mixed, texts.length, SHUFFLE)) : null;

    const {
      directions,
      report,
      evidence: found,
    } = await analysis.call(
      'examine',
      { residuals: residualsOf(captured), shuffled, contrast: known, method, withoutMean, validation, folds, controls, seed },
      { signal, onEvent: ({ done }) => onProgress?.({ done: reads + done, of }), transfer: buffersOf(captured, shuffled) },
    );

    const { layers, width } = directions;
    const evidence = validation === 'k-fold' ? { ...found, table: { ...found.table, ...crossOf(found) } } : found;
    const columns: { [column in Column]?: ArrayLike<number> } = { ...report.table, ...evidence.table };
    const table = Object.fromEntries(
      [...ANALYSED, ...(controls ? CHANCE : []), ...CROSS.filter((column) => columns[column] || OF[validation]?.includes(column))].map(
        (column) => [column, Array.from(columns[column] ?? Array<number>(layers).fill(NaN))],
      ),
    ) as Analysed['table'];
    const { words, length } = report;
    const said = controls ? conclusion(report, found) : null;
    const result: Omit<Analysed, 'warnings'> = {
      layers,
      width,
      directions: { ...directions, trainedOn: tokens.trainedOn, ...foundIn({ model }) },
      table,
      groups: Object.fromEntries(evidence.groups.map(({ group, auroc }) => [group, [...auroc]])),
      words: words && 'auroc' in words ? { auroc: words.auroc, low: words.low, high: words.high } : null,
      length: length && { auroc: length.auroc },
      methods: byMethod(evidence.methods ?? []),
      recommended: evidence.recommended && { ...evidence.recommended, band: [...evidence.recommended.band] },
      conclusion: said && { ...said, sentences: [...said.sentences] },
    };
    const wanted = controls || withoutMean;
    warnings.push(
      ...nanWarnings({
        result,
        report,
        evidence,
        tests: fewestOf(countedIn<Grouped>(known, ({ split }) => split === 'test')),
        untold: mixed.length > 0 && shuffled === null,
        neutral: neutral.length > 0 ? 'read' : wanted ? 'told' : 'unwanted',
      }),
    );
    if (evidence.unrecommended !== null) warnings.push(evidence.unrecommended);
    return warned(result, warnings);
  }

  /** Texts on no subject of anybody's pairs; none where they cannot be fetched, which `warnings` then says, or else an error. */
  async function neutralTexts(warnings: string[] | null): Promise<string[]> {
    try {
      const answer = await fetchOwn(NEUTRAL);
      return parseTextGroups(await answer.text(), NEUTRAL).groups.flatMap(({ texts }) => [...texts]);
    } catch (error) {
      if (!warnings)
        throw new LabError(
          'no-neutral-texts',
          `The neutral texts could not be read, so their mean cannot be taken out: ${errorData(error).message}`,
          'Open the lab anew with its server running, or leave withoutMean out.',
        );
      warnings.push(`The neutral texts could not be read, so carrier is NaN: ${errorData(error).message}`);
      return [];
    }
  }

  return { analyse };
}

/** Residuals; null where a text's own tokens cannot be told from those round it, so that there is nothing to shuffle. */
async function unlessUntold(reading: Promise<Captured>): Promise<Residuals | null> {
  try {
    return residualsOf(await reading);
  } catch (error) {
    if (errorData(error).code !== 'no-answer') throw error;
    return null;
  }
}

/** What a script gave, with what stands for what it left out. */
function contrastGiven(value: SplitPair[] | { texts: LabelledText[] }): Contrast<string, Grouped & MayAnswer> {
  const whole = <T extends { split?: 'train' | 'test' | undefined; group?: string | undefined }>(one: T) => ({
    ...one,
    split: one.split ?? ('train' as const),
    group: one.group ?? NO_GROUP,
  });
  const texts: unknown = inside(value, ['texts']);
  return texts === undefined ? given.splitPairs(value).map(whole) : { texts: given.labelledTexts(texts).map(whole) };
}

/** What the tokens of the texts tell, and those of the training pairs. Throws `same-tokens`. */
function tokensGiven(known: Contrast<string, Grouped>, captured: Captured, at: CutAt): { warnings: string[]; trainedOn: Sides[] } {
  if (!isPaired(known)) {
    const named = known.texts.map((one, i) => ({ ...one, id: `texts[${i}]`, text: captured.tokenHashes[i]! }));
    return { warnings: repeatedLone(named), trainedOn: [] };
  }
  const index = indicesOf(known);
  const training = known.flatMap(({ split }, i) => (split === 'train' ? [i] : []));
  expectDifferent(
    training.map((i) => index[i]!),
    captured,
    at,
  );
  const hashes = tokensOf(captured, index);
  const marked = known.map(({ split }, i) => ({ ...hashes[i]!, split }));
  return {
    warnings: [...sameTokens(index, captured, at), ...repeatSentences(marked, (i) => `pairs[${i}]`)],
    trainedOn: training.map((i) => hashes[i]!),
  };
}

/** How texts are held out where nobody says: as they are marked, else by group, else in parts. */
function allowed(contrast: Contrast<string, Grouped>, folds: number): Validation {
  const items = itemsOf(contrast);
  if (items.some(({ split }) => split === 'test')) return 'split';
  if (new Set(items.map(({ group }) => group)).size > 1) return 'leave-one-group-out';
  return fewestOf(countedIn<Grouped>(contrast, () => true)) >= folds ? 'k-fold' : 'split';
}

/** Mean and lowest over the parts of a k-fold, by the names that they have under every validation; {} where there are none. */
const crossOf = ({ table: { foldMean, foldMin } }: Evidence): Evidence['table'] => ({
  ...(foldMean && { crossMean: foldMean }),
  ...(foldMin && { crossMin: foldMin }),
});

/** cosine[a][b][layer], both ways round. */
function byMethod(between: readonly BetweenMethods[]): Analysed['methods'] {
  const cosine = (a: Method, b: Method): number[] => [
    ...(between.find((one) => (one.a === a && one.b === b) || (one.a === b && one.b === a))?.cosine ?? []),
  ];
  const others = (a: Method) => Object.fromEntries(METHODS.filter((b) => b !== a).map((b) => [b, cosine(a, b)]));
  return Object.fromEntries(METHODS.map((a) => [a, others(a)])) as Analysed['methods'];
}

/** A capture belongs to whoever asked for it: what is handed on need not lie in memory twice. */
const buffersOf = (...all: readonly (Residuals | null)[]): ArrayBuffer[] =>
  all.flatMap((one) => (one ? [one.data.buffer as ArrayBuffer] : []));

const residualsOf = ({ layers, width, count, data }: Captured): Residuals => ({ layers, width, count, data });
