/** What the page does before anyone touches it. */
import { hashScenarioSet, parseScenarioSet } from '../data/scenarios';
import { errorData } from '../error';
import { fetchCatalogue, pageUrl } from './catalogue';
import { decodeExperiment } from './file';
import { guard } from './guard';
import { selectLayer, setCapture, setSteering, writeHash } from './settings';
import { useLab } from './store';
import { decodeHash } from './url';

const { getState: get, setState: set } = useLab;

/** Reads catalogue, scenario set, URL and the recorded run. Called once by main.tsx. Each part that fails says so; the others go on. */
export async function start(): Promise<void> {
  await Promise.all([
    guard(async () => set({ catalogue: await fetchCatalogue() })),
    guard(loadDefaultSet),
    guard(openRecordedRun),
  ]);
  const { layer, pooling, template, steering } = decodeHash(location.hash);
  if (pooling || template !== undefined) setCapture({ ...(pooling ? { pooling } : {}), ...(template === undefined ? {} : { template }) });
  if (steering) setSteering(steering);
  if (layer !== undefined) selectLayer(layer);
  useLab.subscribe(({ experiment }, before) => {
    if (experiment !== before.experiment) writeHash();
  });
}

async function loadDefaultSet(): Promise<void> {
  try {
    const answer = await fetch(pageUrl('scenarios/empathy.json'));
    const set_ = parseScenarioSet(await answer.text(), 'empathy.json');
    set({ set: { status: 'ready', set: set_, hash: await hashScenarioSet(set_) } });
    if (!get().experiment.steering.prompt) setSteering({ prompt: set_.prompts[0]?.text ?? '' });
  } catch (error) {
    set({ set: { status: 'failed', error: errorData(error) } });
  }
}

async function openRecordedRun(): Promise<void> {
  const answer = await fetch(pageUrl('demo/run.json'));
  const experiment = decodeExperiment(await answer.text(), 'demo/run.json');
  if (get().provenance === 'none') set({ experiment, provenance: 'recorded' });
}
