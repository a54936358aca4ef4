/** The reading on show as a file of activations, for Python or another browser. */
import { LabError } from '../error';
import { POOLINGS } from '../experiment/capture';
import { shownRun } from '../experiment/shown';
import type { Context } from './ports';
import { t } from '../language/t';

export const activationFileActions = ({ store, analysis, disk }: Pick<Context, 'store' | 'analysis' | 'disk'>) => ({
  /**
   * Of every pooling in which all of its texts are kept. Throws `no-directions` where nothing is on show, and `nothing-captured` where this
   * browser does not have its texts. `lab`: version of the page.
   */
  async activationsFile(lab: string): Promise<Blob> {
    const run = shownRun(store.getState().experiment);
    if (!run)
      throw new LabError('no-directions', t`There is no reading on show.`, t`Let a model read the texts first, or open activations.`);
    const { reading, set } = run;
    const kept = reading.name === null ? null : await disk.readings.findReading(reading.name);
    const poolings = kept
      ? (await analysis.call('residuals', { reading: kept, poolings: POOLINGS })).filter(({ numbers }) => numbers.size > 0)
      : [];
    if (poolings.length === 0)
      throw new LabError(
        'nothing-captured',
        t`What the model read is not kept in this browser whole: only figures and directions of this run are here.`,
        t`Load its model and let it read the texts to the end, or open the file of activations again.`,
      );
    const [{ outgoingActivations }, { activationsBlob }] = await Promise.all([
      import('../experiment/activations/out'),
      import('../formats/activations/write'),
    ]);
    return activationsBlob({ ...outgoingActivations(reading, set, lab), poolings });
  },
});
