/** The program that reads the set elsewhere, with the set in use, as one archive. */
import { LabError, partMissing } from '../error';
import { FOLDER, PROGRAM, SET_FILE } from '../experiment/companion/command';
import type { Context } from './ports';
import { t } from '../language/t';

export const companionActions = ({ store, fetchOwn, clock }: Pick<Context, 'store' | 'fetchOwn' | 'clock'>) => ({
  /** Throws `no-scenarios` without a set that has texts, and what fetching a part of the lab throws. */
  async companionArchive(): Promise<Blob> {
    const { set } = store.getState();
    if (set.status !== 'ready' || set.set.unwritten)
      throw new LabError('no-scenarios', t`There are no texts to hand out.`, t`Choose a set with texts, or write one.`);
    const program = await Promise.all(
      PROGRAM.map(async (path) => {
        const answer = await fetchOwn(`companion/${path}`).catch(() => {
          throw partMissing(t`The program’s file ${path}`);
        });
        return { path: `${FOLDER}/${path}`, blob: await answer.blob() };
      }),
    );
    const { zipOf } = await import('../formats/zip');
    const whole = { path: `${FOLDER}/${SET_FILE}`, blob: new Blob([`${JSON.stringify(set.set, null, 1)}\n`]) };
    return zipOf([...program, whole], clock.now());
  },
});
