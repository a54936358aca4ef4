/** What window.lab does with texts: captures them, finds directions, evaluates and scores along them. */
import * as given from './arguments';
import { foundIn, indicesOf, loadedCut, sidesOf, tokensOf, warned } from './captured';
import type { Pair } from './arguments';
import * as options from './options';
import { textReader } from './read';
import type { CaptureOptions, EvaluateOptions, FoundDirections, Warned } from './types';
import type { App } from '../app/lower';
import {
  clashSentence,
  expectDifferent,
  repeatSentences,
  sameTexts,
  sameTokens,
  seenSentence,
  sharedSentence,
  twinSentence,
  type CutAt,
} from '../experiment/warnings';
import { directions as findDirections, pairsInARow } from '../lab/direction';
import { repeats, type Sides } from '../lab/repeats';
import { CONTROLS } from '../lab/report/controls';
import { rows as rowsOf, type LayerMetrics } from '../lab/report/rows';
import { scores } from '../lab/score';
import type { Steerable } from '../lab/units';
import { passagesOf } from '../lab/passage';
import type { Captured, Passage } from '../protocol';

export function textCalls(app: App) {
  const { analysis, store } = app;
  const readTexts = textReader(app);
  const readOwn = (texts: string[], o?: CaptureOptions): Promise<Captured> => read(given.texts(texts), o);
  async function read(texts: Passage[], o?: CaptureOptions): Promise<Captured> {
    const { onProgress, signal, ...how } = options.capture(
      o,
      texts.some((one) => typeof one !== 'string'),
    );
    return readTexts({ texts, ...how }, { onProgress, signal });
  }

  const cutAt = (o?: CaptureOptions): CutAt => loadedCut(store, o);

  return {
    /**
     * @returns data[(text*layers + layer)*width + i], pooled resid_post. @throws no-texts, empty-text, no-chat-template, no-model,
     * cancelled
     */
    capture: async (texts: string[], o?: CaptureOptions): Promise<Captured & Warned> => {
      const captured = await readOwn(texts, o);
      return warned(captured, sameTexts(texts, captured, cutAt(o)));
    },
    /** Unit mean-difference per layer over all pairs. @throws empty-pairs, one-sided-pair, same-tokens, and what capture throws */
    directions: async (pairs: Pair[], o?: CaptureOptions): Promise<FoundDirections> => {
      const captured = await read(textsOf(pairs), o);
      const index = indicesOf(pairs);
      expectDifferent(index, captured, cutAt(o));
      const trainedOn = tokensOf(captured, index);
      return warned({ ...findDirections(captured, index), trainedOn, ...foundIn(store.getState()) }, [
        ...sameTokens(index, captured, cutAt(o)),
        ...repeatSentences(marked(trainedOn, 'train'), (i) => `pairs[${i}]`),
      ]);
    },
    /**
     * Per layer, on these pairs: use others than the ones the directions were found on (`warnings` of the list names those that are not).
     * Directions without `midpoint` get the test midpoint as threshold. The interval is BCa over pairs, NaN under ten of them.
     * With `controls`, each row has `permutationP`, `randomLow`, `randomHigh`, and with `train` also `agreement`, `shuffledLow`,
     * `shuffledHigh`.
     */
    evaluate: async (directions: Steerable, pairs: Pair[], o?: EvaluateOptions): Promise<LayerMetrics[] & Warned> => {
      const known = given.directions(directions);
      const { controls: wanted } = options.evaluate(o);
      const train = o?.train === undefined || isEmpty(o.train) ? [] : given.pairs(o.train, 'train');
      const training = wanted ? train : [];
      const captured = await read(passagesOf([...given.pairs(pairs), ...training]), o);
      const table = scores(captured, known);
      const index = indicesOf(pairs);
      const { layers } = known;
      const midpoint = known.midpoint ?? Array<null>(layers).fill(null);
      const scored = table.map((layer) => ({
        paired: true,
        positive: index.map((pair) => layer[pair.positive]!),
        negative: index.map((pair) => layer[pair.negative]!),
      }));
      const evidence = {
        layers,
        contrast: pairs.map(({ positive, negative }) => ({ split: 'test' as const, positive, negative })),
        scores: { positive: scored.map((at) => at.positive), negative: scored.map((at) => at.negative) },
        midpoint,
      };
      const report = await analysis.call('report', { ...evidence, seed: 1 });
      const controls = wanted
        ? await analysis.call('controls', {
            residuals: { layers, width: captured.width, count: captured.count, data: captured.data },
            train: pairsInARow(pairs.length + training.length).slice(pairs.length),
            test: index,
            scores: scored,
            seed: 1,
          })
        : {};
      const metrics = rowsOf({ ...report, table: { ...report.table, ...controls } }, CONTROLS);
      return warned(metrics, [
        ...sameTokens(index, captured, cutAt(o)),
        ...repeated((directions as Partial<FoundDirections>).trainedOn, tokensOf(captured, index)),
      ]);
    },
    /** @returns [text][layer] */
    score: async (directions: Steerable, texts: string[], o?: CaptureOptions): Promise<number[][]> => {
      const known = given.directions(directions);
      const table = scores(await readOwn(texts, o), known);
      return texts.map((_, text) => table.map((layer) => layer[text]!));
    },
  };
}

const textsOf = (pairs: Pair[]): Passage[] => sidesOf(given.pairs(pairs));
const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** What repeats itself among these pairs, or between them and those that the directions were found on, which are not known of all. */
function repeated(train: readonly Sides[] | undefined, test: readonly Sides[]): string[] {
  const seen = Array.isArray(train) ? marked(train as Sides[], 'train') : [];
  const tests = marked(test, 'test');
  const all = [...seen, ...tests];
  const name = (i: number): string => (i < seen.length ? `number ${i} of the directions' pairs` : `pairs[${i - seen.length}]`);
  // What lies among the directions' pairs alone was said when they were found.
  const own = (i: number): string => name(i + seen.length);
  return [seenSentence(repeats(all), name, ''), twinSentence(tests, own), sharedSentence(tests, own), clashSentence(all, name)].filter(
    (sentence) => sentence !== null,
  );
}

const marked = (pairs: readonly Sides[], split: 'train' | 'test') => pairs.map((sides) => ({ ...sides, split }));
