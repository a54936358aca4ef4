/** What the page does before anyone touches it. */
import { fetchCatalogue, pageUrl } from './catalogue';
import { decodeExperiment } from './file';
import { guard } from './guard';
import { startHub } from './hub';
import { openShippedSet } from './sets';
import { SHIPPED_SETS } from './shipped';
import { selectLayer, setCapture, setSteering, writeHash } from './settings';
import { useLab } from './store';
import { decodeHash } from './url';

const { getState: get, setState: set } = useLab;

/** Reads catalogue, scenario set, URL and the recorded run. Called once by main.tsx. Each part that fails says so; the others go on. */
export async function start(): Promise<void> {
  await guard(async () => startHub());
  await Promise.all([
    guard(async () => set({ catalogue: await fetchCatalogue() })),
    guard(openRecordedRun),
  ]);
  const { set: shipped, layer, pooling, template, steering } = decodeHash(location.hash);
  await openShippedSet(shipped ?? SHIPPED_SETS[0].id);
  if (pooling || template !== undefined) setCapture({ ...(pooling ? { pooling } : {}), ...(template === undefined ? {} : { template }) });
  if (steering) setSteering(steering);
  if (layer !== undefined) selectLayer(layer);
  useLab.subscribe(({ experiment, set: scenarios }, before) => {
    if (experiment !== before.experiment || scenarios !== before.set) writeHash();
  });
}

async function openRecordedRun(): Promise<void> {
  const answer = await fetch(pageUrl('demo/run.json'));
  const experiment = decodeExperiment(await answer.text(), 'demo/run.json');
  if (get().provenance === 'none') set({ experiment, provenance: 'recorded' });
}
