/** What the page does before anyone touches it. */
import { LabError } from '../error';
import { braked } from './address';
import { analysis } from './analysis';
import { fetchCatalogue, pageUrl } from '../hub/catalogue';
import { emptyExperiment } from '../experiment/defaults';
import type { Experiment } from '../experiment/experiment';
import { decodeExperiment } from '../experiment/run-file';
import { openOwnSet } from './files';
import { guard } from './guard';
import { startHub } from './hub-setting';
import { remeasure } from './remeasure';
import { replaceExperiment } from './replace';
import { isToKeep, keepSession, lastSession } from './session';
import { openShippedSet } from './sets';
import { SHIPPED_SETS } from '../experiment/shipped';
import { layersOf, selectLayer, setCapture, setSteering, writeHash } from './view-actions';
import { store } from './store';
import { decodeHash, OWN_SET, type Choices } from '../experiment/link';

const { getState: get, setState: set } = store;

/**
 * Reads catalogue, scenario set, URL and the experiment to begin with. Called once by main.tsx. Each part that fails says so; the others
 * go on.
 */
export async function start(): Promise<void> {
  await guard(async () => startHub());
  await Promise.all([guard(async () => set({ catalogue: await fetchCatalogue() })), guard(openFirst)]);
  // Words that a person typed are in no address unless they asked for it: those of the last experiment come back with it.
  await followHash(get().provenance === 'kept' ? get().experiment.steering.prompt : '');
  // The page itself writes the address without this event: it comes from a person, or a link in the same tab.
  addEventListener('hashchange', () => void guard(() => followHash()));
  const address = braked(writeHash);
  addEventListener('pagehide', address.flush);
  store.subscribe((now, before) => {
    if (now.experiment !== before.experiment || now.set !== before.set) address.ask();
    if (isToKeep(now, before)) void keepSession(now);
  });
}

/** The last experiment for those who come back, the recording for everyone else: a link shows the same to whoever follows it. */
async function openFirst(): Promise<void> {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const comesBack = navigation?.type === 'reload' || navigation?.type === 'back_forward' || location.hash === '';
  if (comesBack)
    await guard(async () => {
      const last = await lastSession(analysis);
      if (last) set({ ...last, provenance: 'kept' });
    });
  if (get().provenance === 'none') await openRecordedRun();
}

/**
 * Sets what the address says, and what it leaves out to its default: a link shows the same to everyone. A set of one's own stays in use
 * where the address names none.
 */
async function followHash(typed = ''): Promise<void> {
  const { choices, ignored } = decodeHash(location.hash);
  await guard(() => followSet(choices.set));
  const { set: scenarios } = get();
  const standard = emptyExperiment();
  const prompts = scenarios.status === 'ready' ? scenarios.set.prompts : [];
  const asked = prompts.find(({ id }) => id === choices.ask);
  if (choices.ask !== undefined && !asked && prompts.length > 0) ignored.push(`ask=${choices.ask.slice(0, 40)} (a prompt of the set)`);
  const prompt = asked?.text ?? (typed || (prompts[0]?.text ?? ''));
  const { pooling = standard.capture.pooling, template = standard.capture.template, layer = standard.layer } = choices;
  setCapture({ pooling, template });
  setSteering({ ...standard.steering, prompt, ...choices.steering });
  selectLayer(layer);
  sayIgnored([...ignored, ...beyondModel(choices)]);
}

/** Blocks of a link that the model of the page has not. */
function beyondModel({ layer = 0, steering }: Choices): string[] {
  const last = layersOf(get().experiment) - 1;
  const [, end] = steering?.band ?? [0, 0];
  const blocks = `this model has blocks 0 to ${last}`;
  return [
    ...(layer > last ? [`layer=${layer} (${blocks})`] : []),
    ...(end > last ? [`band=${steering?.band?.join('-')} (${blocks})`] : []),
  ];
}

function sayIgnored(values: readonly string[]): void {
  if (values.length === 0) return;
  set({
    error: {
      code: 'link-values',
      where: null,
      message: `The link asks for what this page cannot show: ${values.join('; ')}.`,
      hint: 'In their place stands what is usual, or the nearest that there is. The rest of the link holds.',
    },
  });
}

async function followSet(wanted: Choices['set']): Promise<void> {
  const { set: now } = get();
  const own = now.status === 'ready' && now.shipped === null;
  if (own && (wanted === undefined || wanted === OWN_SET)) return;
  if (wanted !== OWN_SET) return openShippedSet(wanted ?? SHIPPED_SETS[0].id);
  if (await openOwnSet()) return;
  await openShippedSet(SHIPPED_SETS[0].id);
  throw new LabError(
    'set-not-here',
    'This link was made with a scenario set of its maker’s own, which is not in the link and not in this browser.',
    'Ask for its file and open it in section 2; until then the set that comes with the page is in use.',
  );
}

/** Shows the recording again. An error is shown. */
export const showRecording = (): Promise<void> => guard(async () => replaceExperiment(await recordedRun(), 'recorded'));

async function openRecordedRun(): Promise<void> {
  const experiment = await recordedRun();
  if (get().provenance === 'none') set({ experiment, provenance: 'recorded' });
}

async function recordedRun(): Promise<Experiment> {
  const answer = await fetch(pageUrl('demo/run.json')).catch((error: unknown) => {
    throw new LabError(
      'network',
      `demo/run.json, the recorded run, could not be fetched: ${(error as Error).message}.`,
      'The page shows no numbers until a model has run. The connection is broken, or the server of this page is gone: check both, then reload the page.',
    );
  });
  return remeasure(decodeExperiment(await answer.text(), 'demo/run.json'), analysis);
}
