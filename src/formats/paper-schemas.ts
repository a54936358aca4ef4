/** The published result files (juancadile/empathy-probes), field by field and bounded. src/formats/paper-results.ts tells them apart. */
import * as v from 'valibot';
import { also, counted, finite, named, nonEmptyText, positive, record, share, text, whole } from './schemas';
import { t } from '../language/t';

/** How much of everything a file may hold: many times what the published ones do. */
export const MOST = { bytes: 32e6, models: 50, layers: 200, scenarios: 100, conditions: 200, texts: 10_000, trials: 100_000 } as const;

const probe = { auroc: share, accuracy: share, separation: finite };

export const validation = record({ layer_results: named('layers', MOST.layers, record({ layer: whole, ...probe })) });
const numbered = v.pipe(
  named('layers', MOST.layers, record(probe)),
  also((value, report) => {
    for (const name of Object.keys(value as object))
      if (!/^\d{1,4}$/.test(name)) report([name], t`the number of a layer as its name`, JSON.stringify(name.slice(0, 20)));
  }),
);
export const models = named('models', MOST.models, record({ model: nonEmptyText, layers: numbered }));
export const correlation = record({
  pearson_correlation: finite,
  pearson_p_value: share,
  spearman_correlation: finite,
  spearman_p_value: share,
  binary_accuracy: share,
  layer_used: whole,
  detailed_results: counted('texts', MOST.texts, record({ scenario: text, true_score: whole, probe_score: finite })),
});
export const random = record({
  layer: whole,
  random_baseline: record({ all_aurocs: counted('trials', MOST.trials, share) }),
  empathy_probe: record({ auroc: share }),
});
const condition = record({ alpha: finite, num_samples: positive, coherent_rate: share, empathetic_language_rate: share });
const steered = record({
  layer: whole,
  detailed_analysis: record({
    scenarios: named('scenarios', MOST.scenarios, record({ conditions: counted('conditions', MOST.conditions, condition) })),
  }),
});
export const steering = record({
  analyses: named('models', MOST.models, record({ model: nonEmptyText, layer_analyses: counted('layers', MOST.layers, steered) })),
});
export const examples = record({
  target_layer: whole,
  experiments: counted(
    'scenarios',
    MOST.scenarios,
    record({
      scenario: text,
      baseline: text,
      steered_completions: counted('conditions', MOST.conditions, record({ alpha: finite, completion: text })),
    }),
  ),
});
