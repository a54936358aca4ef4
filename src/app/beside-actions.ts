/** Run files put beside what is on the page, which stays: their analyses, answers and ratings join those that are here. */
import { LabError } from '../error';
import { clash, gained, merged, type Gained } from '../experiment/merge';
import { ratersOf } from '../experiment/rating';
import { guard } from './guard';
import type { Context } from './ports';
import { readRun } from './read-run';
import { beside } from './state-updates';
import { t } from '../language/t';

export interface Came extends Gained {
  /** Raters of the file who have the name of somebody here and rated otherwise, as they are called now: "Ann (2)". */
  readonly renamed: readonly string[];
}

export const besideActions = ({ store, ...needs }: Pick<Context, 'store' | 'runFiles' | 'clock'>) => ({
  /**
   * Puts the records of a run file beside what is there. What came of it; null where nothing did, because the file was refused (a bad one
   * is shown as an error and changes nothing) or another experiment was opened meanwhile.
   */
  async openBeside(file: File): Promise<Came | null> {
    let came: Came | null = null;
    await guard(store, async () => {
      const { epoch } = store.getState();
      const other = await readRun(needs, file, file.name);
      const { experiment, epoch: now } = store.getState();
      if (now !== epoch) return;
      const differs = clash(experiment, other);
      if (differs !== null)
        throw new LabError(
          'experiment-invalid',
          t`${file.name}: ${differs} has the name of a record that is here, and says something else.`,
          t`The file was changed after the lab wrote it. Open it by itself, or save it anew.`,
        );
      const both = merged(experiment, other);
      const gain = gained(experiment, both);
      if (Object.values(gain).every((n) => n === 0))
        throw new LabError(
          'experiment-invalid',
          t`${file.name} has no analysis that is not here already, and no answer, choice or rating either.`,
          t`Choose the file of another run, or of another person who rated these answers.`,
        );
      const known = new Set([...ratersOf(experiment.ratings), ...ratersOf(other.ratings)].map(({ by, source }) => `${source} ${by}`));
      const renamed = ratersOf(both.ratings).filter(({ by, source }) => !known.has(`${source} ${by}`));
      came = { ...gain, renamed: renamed.map(({ by }) => by) };
      store.setState((state) => ({
        ...beside(state, both, 'opened'),
        error: null,
      }));
    });
    return came;
  },
});
