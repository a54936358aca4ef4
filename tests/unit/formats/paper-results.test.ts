/** The paper's result files are told by their fields, read whole or refused by the places at fault. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MOST } from '../../../src/formats/paper-schemas';
import { decodePaperResults, PAPER_FILES, parsePaperResults, tooLarge } from '../../../src/formats/paper-results';
import { thrown } from './thrown';

const text = (name: string): string => readFileSync(`tests/fixtures/paper/${name}`, 'utf8');
const parsed = (name: string) => parsePaperResults(text(name), 'any.json');

/** A file, changed by `change`. Loosely typed: it is there to be broken. */
function broken(name: string, change: (file: Loose) => void): unknown {
  const file = JSON.parse(text(name)) as Loose;
  change(file);
  return file;
}
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- broken on purpose, at any depth
type Loose = any;

describe('each file, whatever it is called', () => {
  test('probe results of one model, by layer', () => {
    expect(parsed('validation_auroc.json')).toEqual({
      kind: 'probes',
      models: [
        {
          name: 'not named in the file',
          layers: [
            { layer: 2, auroc: 1, accuracy: 1, separation: 3 },
            { layer: 6, auroc: 0.75, accuracy: 0.5, separation: 0.5 },
          ],
        },
      ],
    });
  });

  test('probe results of several models', () => {
    const file = parsed('all_models_results.json');
    expect(file.kind === 'probes' && file.models.map(({ name, layers }) => [name, layers.map(({ layer }) => layer)])).toEqual([
      ['invented/tiny-a', [3, 10]],
      ['invented/tiny-b', [1]],
    ]);
  });

  test('correlation with EIA', () => {
    expect(parsed('eia_correlation.json')).toMatchObject({
      kind: 'correlation',
      layer: 2,
      pearson: 0.9438798,
      spearman: 0.9486833,
      accuracy: 1,
      texts: [{ scenario: 'bridge', rating: 2, score: 3 }, {}, {}, {}],
    });
  });

  test('random directions', () => {
    expect(parsed('random_baseline_proper.json')).toEqual({ kind: 'random', layer: 2, auroc: 1, random: [0, 0.5, 1, 0.5] });
  });

  test('the analysis of steering', () => {
    const file = parsed('detailed_analysis.json');
    expect(file.kind === 'steering' && file.models[0]!.settings[0]).toEqual({
      layer: 3,
      scenario: 'bridge',
      conditions: [
        { alpha: -2, samples: 4, coherent: 1, empathic: 0 },
        { alpha: -1, samples: 4, coherent: 1, empathic: 0.5 },
        { alpha: 0, samples: 4, coherent: 1, empathic: 0.5 },
        { alpha: 1, samples: 4, coherent: 0.5, empathic: 0.75 },
        { alpha: 2, samples: 4, coherent: 0.25, empathic: 1 },
      ],
    });
  });

  test('examples of steering', () => {
    expect(parsed('steering_examples.json')).toEqual({ kind: 'examples', layer: 2, scenarios: [{ scenario: 'bridge', alphas: [1, 5] }] });
  });

  test('there is a fixture of each that is named to the reader', () => {
    expect(PAPER_FILES.map((name) => parsed(name).kind)).toHaveLength(6);
  });
});

describe('what is refused', () => {
  test.each<[string, string, (file: Loose) => void, string]>([
    [
      'a share above 1',
      'detailed_analysis.json',
      (file) => (file.analyses['tiny-a'].layer_analyses[1].detailed_analysis.scenarios.bridge.conditions[2].coherent_rate = 1.2),
      'analyses.tiny-a.layer_analyses[1].detailed_analysis.scenarios.bridge.conditions[2].coherent_rate: expected a number from 0 to 1, got 1.2',
    ],
    [
      'a field that is missing',
      'validation_auroc.json',
      (file) => delete file.layer_results['6'].auroc,
      'layer_results.6.auroc: expected a number from 0 to 1, got nothing',
    ],
    ['a list in place of names', 'detailed_analysis.json', (file) => (file.analyses = []), 'analyses: expected an object, got []'],
    ['no model', 'detailed_analysis.json', (file) => (file.analyses = {}), 'analyses: expected at least one of the models, got none'],
    [
      'a layer without a number',
      'all_models_results.json',
      (file) => (file['tiny-b'].layers.last = file['tiny-b'].layers['1']),
      'tiny-b.layers.last: expected the number of a layer as its name, got "last"',
    ],
    [
      'more than there can be',
      'steering_examples.json',
      (file) => (file.experiments = Array(MOST.scenarios + 1).fill(file.experiments[0])),
      `experiments: expected at most ${MOST.scenarios} scenarios, got ${MOST.scenarios + 1}`,
    ],
    [
      'a score that is no number',
      'eia_correlation.json',
      (file) => (file.detailed_results[1].probe_score = 'high'),
      'detailed_results[1].probe_score: expected a number, got "high"',
    ],
  ])('%s', (_, name, change, message) => {
    const error = thrown(() => decodePaperResults(broken(name, change), name));
    expect([error.code, error.message]).toEqual(['paper-invalid', `${name}: ${message}`]);
    expect(error.hint).toContain('validation_auroc.json');
  });

  test.each([['{"format": "eia-lab/scenarios"}'], ['[1, 2]'], ['null'], ['7'], ['{}']])('another file: %s', (json) => {
    const error = thrown(() => parsePaperResults(json, 'other.json'));
    expect(error.code).toBe('paper-invalid');
    expect(error.message).toMatch(/^other\.json: expected one of layer_results \(validation_auroc\.json\), .* got /);
  });

  test('no JSON, by its place', () => {
    const error = thrown(() => parsePaperResults('{"layer_results": NaN}', 'own.json'));
    expect(error.code).toBe('paper-not-json');
    expect(error.message).toMatch(/^own\.json/);
  });

  test('a file that is too large, before it is read', () => {
    expect(() => tooLarge(MOST.bytes, 'own.json')).not.toThrow();
    expect(thrown(() => tooLarge(MOST.bytes + 1, 'own.json')).message).toMatch(/^own\.json: more than 32 MB, the most/);
  });

  test('names of a prototype are no models', () => {
    expect(thrown(() => parsePaperResults('{"__proto__": {"layers": {}}}', 'own.json')).code).toBe('paper-invalid');
  });
});
