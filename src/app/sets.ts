/** Takes into use a scenario set that comes with the page. */
import { hashScenarioSet, parseScenarioSet } from '../formats/scenario-set';
import { errorData, partMissing } from '../error';
import { pageUrl } from '../hub/catalogue';
import { setSteering } from './view-actions';
import type { ShippedSet } from '../experiment/shipped';
import { store } from './store';

/**
 * Takes a shipped set into use. One that cannot be read is said in section 2, or above the page if another set is in use, which then
 * stays.
 */
export async function openShippedSet(id: ShippedSet): Promise<void> {
  const { getState: get, setState: set } = store;
  try {
    const answer = await fetch(pageUrl(`scenarios/${id}.json`)).catch(() => {
      throw partMissing(`The scenario set ${id}.json`);
    });
    const opened = parseScenarioSet(await answer.text(), `${id}.json`);
    set({ set: { status: 'ready', set: opened, hash: await hashScenarioSet(opened), shipped: id } });
    if (!get().experiment.steering.prompt) setSteering({ prompt: opened.prompts[0]?.text ?? '' });
  } catch (error) {
    set(({ set: now }) => (now.status === 'ready' ? { error: errorData(error) } : { set: { status: 'failed', error: errorData(error) } }));
  }
}
