/** Steering success by rule: a made-up file against answers worked out by hand, and the paper's own counts against the published table. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parsePaperResults, type PaperResults } from '../../../../src/formats/paper-results';
import { MODELS } from '../../../../src/lab/paper/published';
import { success, type SteeredSetting } from '../../../../src/lab/report/success';

const FOLDER = 'tests/fixtures/paper';
const text = (name: string): string => readFileSync(`${FOLDER}/${name}`, 'utf8');

describe('a made-up file (tests/fixtures/paper/README.md has the answers worked out)', () => {
  const file = parsePaperResults(text('detailed_analysis.json'), 'detailed_analysis.json') as PaperResults & { kind: 'steering' };
  const [a, b] = file.models.map(({ settings }) => success(settings));

  test('published, by sign, coherent and strict', () => {
    expect(a!.rates).toMatchObject({ published: 6 / 8, up: 3 / 4, down: 3 / 4, coherent: 0.75, strict: 3 / 8 });
    expect(a!.rates.strictUp + a!.rates.strictDown).toBe(2 * a!.rates.strict);
    expect([a!.conditions, a!.without]).toEqual([8, 0]);
  });

  test('a vector that does nothing', () => {
    expect(a!.chance).toEqual({ published: 0.5, up: 0, down: 1, coherent: 0.75, strict: 0, strictUp: 0, strictDown: 0 });
  });

  test('a sign that was not tried has no rate, and a scenario without α = 0 is left out', () => {
    expect(b!.rates).toEqual({ published: 0, up: 0, down: NaN, coherent: 1, strict: 0, strictUp: 0, strictDown: NaN });
    expect([b!.conditions, b!.without]).toEqual([1, 1]);
  });
});

test('nothing steered: no rate', () => {
  const none = { published: NaN, up: NaN, down: NaN, coherent: NaN, strict: NaN, strictUp: NaN, strictDown: NaN };
  expect(success([]).rates).toEqual(none);
  expect(success([]).conditions).toBe(0);
});

test('a last bit of a quotient is no effect', () => {
  const conditions = [
    { alpha: 0, coherent: 1, empathic: 0.3 },
    { alpha: 1, coherent: 1, empathic: 0.1 + 0.2 },
  ];
  expect(success([{ conditions }]).rates).toMatchObject({ published: 0, strict: 0 });
});

describe("the paper's own counts give its table", () => {
  interface Counts {
    model: string;
    alphas: number[];
    samples: number;
    layers: Record<string, Record<string, [empathic: number[], coherent: number[]]>>;
  }
  const { models } = JSON.parse(text('steering-counts.json')) as { models: Record<string, Counts> };
  const settingsOf = ({ alphas, samples, layers }: Counts): SteeredSetting[] =>
    Object.values(layers).flatMap((scenarios) =>
      Object.values(scenarios).map(([empathic, coherent]) => ({
        conditions: alphas.map((alpha, i) => ({ alpha, empathic: empathic[i]! / samples, coherent: coherent[i]! / samples })),
      })),
    );
  test.each(MODELS)('$name', ({ repo, success: published }) => {
    const counts = Object.values(models).find(({ model }) => model === repo)!;
    const found = success(settingsOf(counts));
    expect(found.conditions).toBe(published.conditions.value);
    for (const name of ['published', 'up', 'down', 'strict'] as const) expect(found.rates[name]).toBeCloseTo(published[name].value, 3);
    expect(found.rates.coherent).toBeCloseTo(published.coherent.value, 2);
    expect(found.chance).toMatchObject({ published: 0.5, up: 0, down: 1, strict: 0 });
  });

  test.each(MODELS)('$name: the reach of α is the largest over the separations of the layers that were pushed', ({ repo, ...model }) => {
    const { alphas, layers } = Object.values(models).find(({ model }) => model === repo)!;
    const [{ values }] = model.separation as [(typeof model.separation)[number]];
    const doses = Object.keys(layers).map((layer) => Math.max(...alphas) / values[model.layers.indexOf(Number(layer))]!);
    const [from, to] = model.reach;
    const digits = (value: number): number => (Number.isInteger(value) ? 0 : 1);
    expect(Math.min(...doses)).toBeCloseTo(from.value, digits(from.value));
    expect(Math.max(...doses)).toBeCloseTo(to.value, digits(to.value));
  });
});
