/**
 * What an experiment from a file or a script must be, so that every section can show it. The first thing that is not so is named by its
 * path.
 */
import { parseScenarioSet } from '../formats/scenario-set';
import { LabError } from '../error';
import { UNITS } from '../lab/units';
import { isPooling, POOLINGS } from './defaults';
import type { Experiment, Recorded } from './experiment';

/** Looks at the value at a path, and throws where it is not what it should be. */
type Check = (value: unknown, path: string) => void;

/**
 * Throws `experiment-invalid` with file, path, what was expected and what is there, and `scenario-invalid` for a damaged scenario set in
 * it.
 */
export function checkExperiment(value: unknown, file: string): asserts value is Recorded {
  const fail = (path: string, wanted: string, got: unknown): never => {
    throw new LabError(
      'experiment-invalid',
      `${file}: ${path || '(whole file)'}: expected ${wanted}, got ${JSON.stringify(got)?.slice(0, 60) ?? String(got)}.`,
      'The file is damaged or from another version of the lab.',
    );
  };
  const is =
    (wanted: string, test: (value: unknown) => boolean): Check =>
    (value, path) =>
      void (test(value) || fail(path, wanted, value));
  const text = is('a text', (x) => typeof x === 'string');
  const flag = is('true or false', (x) => typeof x === 'boolean');
  const number = is('a number', Number.isFinite);
  const whole = is('a whole number of at least 0', (x) => Number.isInteger(x) && (x as number) >= 0);
  const positive = is('a whole number above 0', (x) => Number.isInteger(x) && (x as number) > 0);
  // NaN, which is null in a file: not measured.
  const maybe = is('a number or null', (x) => x === null || typeof x === 'number');
  const oneOf = (...allowed: readonly unknown[]) => is(allowed.map((one) => JSON.stringify(one)).join(' or '), (x) => allowed.includes(x));
  const orNull =
    (check: Check): Check =>
    (value, path) =>
      value === null || check(value, path);
  const list =
    (check: Check, length?: number): Check =>
    (value, path) => {
      if (!Array.isArray(value) || (length !== undefined && value.length !== length))
        return fail(path, length === undefined ? 'a list' : `a list of ${length}`, Array.isArray(value) ? `${value.length} items` : value);
      value.forEach((item, i) => check(item, `${path}[${i}]`));
    };
  const object =
    (checks: Record<string, Check>): Check =>
    (value, path) => {
      if (typeof value !== 'object' || value === null) return fail(path, 'an object', value);
      for (const [name, check] of Object.entries(checks)) check((value as Record<string, unknown>)[name], path ? `${path}.${name}` : name);
    };

  // The format first: of another one, the rest would only be noise.
  object({ format: oneOf('eia-lab/experiment'), version: oneOf(1) })(value, '');
  const { run, scenarios } = value as Partial<Experiment>;
  const layers = run?.directions?.layers ?? 0;
  const width = run?.directions?.width ?? 0;
  const capture = object({ pooling: is(POOLINGS.join(' or '), isPooling), template: flag, maxTokens: whole });
  const steering = object({
    prompt: text,
    template: flag,
    band: list(whole, 2),
    unit: oneOf(...UNITS),
    alpha: number,
    seed: number,
    temperature: number,
    topP: number,
    repetitionPenalty: number,
    maxNewTokens: whole,
  });
  const completion = object({
    alpha: number,
    text,
    tokens: list(whole),
    scores: list(list(maybe)),
    cut: is('true, false or nothing', (x) => x === undefined || typeof x === 'boolean'),
    unsteeredScores: (value, path) => void (value === undefined || list(maybe)(value, path)),
    failure: is('a text or nothing', (x) => x === undefined || typeof x === 'string'),
    coherence: orNull(object({ words: whole, uniqueWordRatio: maybe, repeatedTrigrams: maybe, meanLogProb: maybe })),
  });
  object({
    recordedAt: orNull(text),
    model: orNull(
      object({
        id: text,
        repo: text,
        revision: text,
        dtype: text,
        layers: whole,
        width: whole,
        device: oneOf('webgpu', 'wasm'),
        deviceName: text,
        graphHash: text,
        selfTestPassed: is('true (numbers of a device that failed its self-test are not shown)', (x) => x === true),
      }),
    ),
    scenarios: (set, path) =>
      run ? object({ id: text, name: text, hash: text, set: object({}) })(set, path) : orNull(object({}))(set, path),
    capture,
    steering,
    layer: whole,
    seed: number,
    completions: list(completion),
    steered: orNull(object({ at: text, model: text, scenarios: text, capture, settings: steering })),
    run: orNull(
      object({
        directions: object({
          layers: positive,
          width: positive,
          data: is(`${layers} × ${width} numbers`, (x) => x instanceof Float32Array && x.length === layers * width),
          separation: list(number, layers),
          midpoint: list(number, layers),
          norm: list(number, layers),
        }),
        metrics: list(
          object({
            layer: is(`a block of 0 to ${layers - 1}`, (x) => Number.isInteger(x) && (x as number) >= 0 && (x as number) < layers),
            nPositive: whole,
            nNegative: whole,
            auroc: number,
            aurocLow: maybe,
            aurocHigh: maybe,
            accuracy: number,
            accuracyMedian: number,
            threshold: number,
            separation: number,
            d: maybe,
          }),
        ),
        scores: object({
          positive: list(list(maybe, scenarios?.set?.pairs?.length), layers),
          negative: list(list(maybe, scenarios?.set?.pairs?.length), layers),
          scored: list(list(maybe, scenarios?.set?.scored?.length), layers),
        }),
        truncated: (value, path) => void (value === undefined || list(flag)(value, path)),
        complete: flag,
        computed: whole,
        fromStorage: whole,
        of: whole,
        seconds: number,
        capture,
      }),
    ),
  })(value, '');
  if (scenarios) parseScenarioSet(JSON.stringify(scenarios.set), `${file}: scenarios.set`);
}
