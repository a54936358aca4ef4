/**
 * What an opened experiment says of words and deeds apart is resampled once it is shown: its first chart does not wait for that. A run of
 * one's own has it from the worker that made its evidence (evidence-actions.ts).
 */
import { contrastOf } from '../lab/contrast';
import type { Analysis } from '../experiment/analysis';
import { byId, type Experiment } from '../experiment/experiment';
import { withEvidence } from '../experiment/updates';
import { lacksApart } from '../lab/report/apart';
import { guard } from './guard';
import type { Context } from './ports';

export function apartActions({ store, analysis }: Context) {
  const { getState: get, setState: set } = store;
  /** Each is asked for once: where two kinds of texts are missing no figures come of it. */
  const asked = new WeakSet<Analysis>();
  let busy = false;

  /** The next one whose figures are still to be made, the shown one first. */
  function wanting({ analyses, view }: Experiment): Analysis | undefined {
    const lacking = analyses.filter((one) => one.evidence && lacksApart(one.evidence) && !asked.has(one));
    return byId(lacking, view.analysis) ?? lacking[0];
  }

  async function complete(one: Analysis): Promise<void> {
    const { epoch, experiment } = get();
    const { apart, seed } = one.evidence!;
    const reading = byId(experiment.readings, one.reading)!;
    const contrast = contrastOf(experiment.sets.find(({ hash }) => hash === reading.set)!.set);
    const columns = await analysis.call('apart', { apart, layers: one.report.layers, contrast, seed });
    set((now) => {
      const evidence = now.epoch === epoch ? byId(now.experiment.analyses, one.id)?.evidence : null;
      // Evidence that was gathered meanwhile has them.
      if (!columns || !evidence || !lacksApart(evidence)) return {};
      return { experiment: withEvidence(now.experiment, one.id, { ...evidence, table: { ...evidence.table, ...columns } }) };
    });
  }

  /** Makes what the experiment on the page lacks, one analysis after the other. An error is shown. */
  function followApart(): void {
    const one = busy ? undefined : wanting(get().experiment);
    if (!one) return;
    asked.add(one);
    busy = true;
    void guard(store, () => complete(one)).then(() => {
      busy = false;
      followApart();
    });
  }

  return { followApart };
}
