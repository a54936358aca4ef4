/** Scenario sets: those that come with the page, and one of a person's own. A bad one is refused with its reason; the set in use stays. */
import { errorData, partMissing } from '../error';
import type { ShippedSet } from '../experiment/shipped';
import { hashScenarioSet, parseScenarioSet, type ScenarioSet } from '../formats/scenario-set';
import { readText } from '../formats/text';
import type { Context } from './ports';
import type { ViewActions } from './view-actions';

export function setActions({ store, disk, fetchOwn }: Context, { setSteering }: ViewActions) {
  const take = async (json: string, file: string, shipped: ShippedSet | null): Promise<ScenarioSet> => {
    const set = parseScenarioSet(json, file);
    const hash = await hashScenarioSet(set);
    store.setState({ set: { status: 'ready', set, hash, shipped } });
    return set;
  };
  return {
    /** A scenario file chosen by a person. A bad one throws and is shown. */
    async openScenarioSet(file: File): Promise<ScenarioSet> {
      try {
        const text = await readText(file, file.name);
        const set = await take(text, file.name, null);
        store.setState({ error: null });
        await disk.session.writeOwnSet(text).catch(() => undefined); // A browser that refuses storage has it until the page goes.
        return set;
      } catch (error) {
        store.setState({ error: errorData(error) });
        throw error;
      }
    },
    /** Takes the set of one's own into use that this browser kept. False where it kept none, or a damaged one. */
    async openOwnSet(): Promise<boolean> {
      const text = await disk.session.readOwnSet();
      if (text === null) return false;
      return take(text, 'the set that this browser kept', null).then(
        () => true,
        () => false,
      );
    },
    /** Takes a shipped set into use. One that cannot be read is said; another set that is in use then stays. */
    async openShippedSet(id: ShippedSet): Promise<void> {
      try {
        const answer = await fetchOwn(`scenarios/${id}.json`).catch(() => {
          throw partMissing(`The scenario set ${id}.json`);
        });
        const set = await take(await answer.text(), `${id}.json`, id);
        if (!store.getState().experiment.view.steering.prompt) setSteering({ prompt: set.prompts[0]?.text ?? '' });
      } catch (error) {
        const data = errorData(error);
        store.setState(({ set: now }) => (now.status === 'ready' ? { error: data } : { set: { status: 'failed', error: data } }));
      }
    },
  };
}
