/** The run goes on elsewhere: as a notebook or script that draws it again, as lines that find its direction again, or all of it at once. */
import { useId, useState } from 'react';
import { activationsFile } from '../../app/lower-actions';
import { shownLayer } from '../../app/shown-blocks';
import { store } from '../../app/store';
import { unreproducible } from '../../experiment/home/unreproducible';
import { shownRun, type ShownRun } from '../../experiment/shown';
import { allPictures } from '../figure/pictures';
import { Fold } from '../parts/Fold';
import { saveFile } from '../parts/saveFile';
import { useLab } from '../useLab';
import { runName } from './fileName';
import { t } from '../../language/t';

/** What is made when it is asked for, each fetched then. */
const MAKE = {
  notebook: async (name: string) => saveFile((await import('../../experiment/home/plots')).plotNotebook(`${name}.json`), `${name}.ipynb`),
  script: async (name: string) =>
    saveFile((await import('../../experiment/home/plots')).plotScript(`${name}.json`), `${name}.py`, 'text/x-python'),
  again: async (name: string, run: ShownRun) => {
    const { reproduceScript } = await import('../../experiment/home/reproduce');
    const text = reproduceScript(run, `${name}.json`);
    // The button is disabled then, with the reason beside it.
    if (text === null) throw new Error(unreproducible(run) ?? run.spec.pooling);
    saveFile(text, `${name}-direction.py`, 'text/x-python');
  },
  validation: async (name: string, run: ShownRun) =>
    saveFile((await import('../../experiment/home/published')).validationFile(run), `${name}-validation_auroc.json`),
  correlation: async (name: string, run: ShownRun) => {
    const { correlationFile } = await import('../../experiment/home/published');
    const text = correlationFile(run, shownLayer(store.getState()));
    if (text === null) throw new Error(t`for this the set needs three rated texts, some rated 0 and some 2, and the block a direction`);
    saveFile(text, `${name}-eia_correlation.json`);
  },
  activations: async (name: string) => saveFile(await activationsFile(__VERSION__), `${name}-activations.safetensors`),
  archive: async (name: string, run: ShownRun) => {
    const { archiveOf } = await import('../../experiment/home/archive');
    const { experiment, origins } = store.getState();
    const isRecorded = (id: string): boolean => origins[id] === 'recorded';
    const taken = { experiment, run, pictures: await allPictures(), isRecorded };
    saveFile(await archiveOf(taken, `${name}.json`, new Date()), `${name}.zip`);
  },
};

export function HomeFold() {
  const run = useLab((s) => shownRun(s.experiment));
  return (
    <Fold id="home" note={t`a notebook, a script, everything as one archive`}>
      <Buttons run={run} />
    </Fold>
  );
}

/** `run`: null where there is none, so that nothing can be made. */
export function Buttons({ run }: { readonly run: ShownRun | null }) {
  const [state, setState] = useState<{ readonly busy: boolean; readonly failed: string | null }>({ busy: false, failed: null });
  const make = (what: keyof typeof MAKE): void => {
    if (run === null) return;
    setState({ busy: true, failed: null });
    MAKE[what](runName(store.getState().experiment), run).then(
      () => setState({ busy: false, failed: null }),
      (error: unknown) => setState({ busy: false, failed: (error as Error).message }),
    );
  };
  const noLines = run && unreproducible(run);
  const why = useId();
  const button = (what: keyof typeof MAKE, says: string, lacks: string | null = null) => (
    <button
      type="button"
      data-testid={`home-${what}`}
      disabled={run === null || state.busy || lacks !== null}
      aria-describedby={lacks === null ? undefined : why}
      onClick={() => make(what)}
    >
      {says}
    </button>
  );
  return (
    <>
      <p className="about">{t`Notebook and script draw the run's curves, texts and ratings again with numpy and matplotlib, from the downloaded run file beside them. The third finds the direction on screen again from its texts, with transformers. What the model read are the residuals of every text in every pooling, as this page opens them again, here or elsewhere. Two files have the numbers as the paper’s own result files do, the correlation at the block on show. The archive has notebook, script, lines and both result files as far as this run has them, the run file, its texts, a table of each kind of record (blocks, texts, answers, choices, sweeps, games, ratings), all directions (.npy, .npz, .safetensors), and every picture that the page has drawn so far: a fold that was never opened has drawn none. Its README.txt says which files are left out, and why.`}</p>
      <div className="actions">
        {button('notebook', t`Notebook (.ipynb)`)}
        {button('script', t`Script (.py)`)}
        {button('again', t`Find this direction again (.py)`, noLines)}
        {button('activations', t`What the model read (.safetensors)`)}
        {button('validation', t`AUROC in the paper’s fields (.json)`)}
        {button('correlation', t`Correlation in the paper’s fields (.json)`)}
        {button('archive', t`Everything as one archive (.zip)`)}
      </div>
      {noLines !== null && (
        <p id={why} className="quiet-line" data-testid="home-again-why">
          {t`No lines that find this direction again can be written. ${noLines}`}
        </p>
      )}
      {state.failed !== null && <p role="alert">{t`It could not be made: ${state.failed}.`}</p>}
    </>
  );
}
