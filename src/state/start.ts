/** What the page does before anyone touches it. */
import { LabError } from '../error';
import { analysis } from './analysis';
import { fetchCatalogue, pageUrl } from './catalogue';
import { emptyExperiment } from './defaults';
import { decodeExperiment } from './file';
import { guard } from './guard';
import { startHub } from './hub';
import { remeasure } from './remeasure';
import { openShippedSet } from './sets';
import { SHIPPED_SETS } from './shipped';
import { layersOf, selectLayer, setCapture, setSteering, writeHash } from './settings';
import { useLab } from './store';
import { decodeHash, type Choices } from './url';

const { getState: get, setState: set } = useLab;

/** Reads catalogue, scenario set, URL and the recorded run. Called once by main.tsx. Each part that fails says so; the others go on. */
export async function start(): Promise<void> {
  await guard(async () => startHub());
  await Promise.all([
    guard(async () => set({ catalogue: await fetchCatalogue() })),
    guard(openRecordedRun),
  ]);
  await followHash();
  // The page itself writes the address without this event: it comes from a person, or a link in the same tab.
  addEventListener('hashchange', () => void guard(followHash));
  useLab.subscribe(({ experiment, set: scenarios }, before) => {
    if (experiment !== before.experiment || scenarios !== before.set) writeHash();
  });
}

/** Sets what the address says, and what it leaves out to its default: a link shows the same to everyone. */
async function followHash(): Promise<void> {
  const { choices, ignored } = decodeHash(location.hash);
  await openShippedSet(choices.set ?? SHIPPED_SETS[0].id);
  const { set: scenarios } = get();
  const standard = emptyExperiment();
  const prompts = scenarios.status === 'ready' ? scenarios.set.prompts : [];
  const asked = prompts.find(({ id }) => id === choices.ask);
  if (choices.ask !== undefined && !asked && prompts.length > 0) ignored.push(`ask=${choices.ask.slice(0, 40)} (a prompt of the set)`);
  const prompt = (asked ?? prompts[0])?.text ?? '';
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
  return [...(layer > last ? [`layer=${layer} (${blocks})`] : []), ...(end > last ? [`band=${steering?.band?.join('-')} (${blocks})`] : [])];
}

function sayIgnored(values: readonly string[]): void {
  if (values.length === 0) return;
  set({ error: { code: 'link-values', message: `The link asks for what this page cannot show: ${values.join('; ')}.`, hint: 'In their place stands what is usual, or the nearest that there is. The rest of the link holds.' } });
}

async function openRecordedRun(): Promise<void> {
  const answer = await fetch(pageUrl('demo/run.json')).catch((error: unknown) => {
    throw new LabError('network', `demo/run.json, the recorded run, could not be fetched: ${(error as Error).message}.`, 'The page shows no numbers until a model has run. The connection is broken, or the server of this page is gone: check both, then reload the page.');
  });
  const experiment = await remeasure(decodeExperiment(await answer.text(), 'demo/run.json'), analysis);
  if (get().provenance === 'none') set({ experiment, provenance: 'recorded' });
}
