/** Scenario sets: those that come with the page, and one of a person's own. A bad one is refused with its reason; the set in use stays. */
import { errorData, LabError, partMissing } from '../error';
import type { ShippedSet } from '../experiment/shipped';
import { hashScenarioSet, parseScenarioSet, type ScenarioSet } from '../formats/scenario-set';
import { readText } from '../formats/text';
import type { Context } from './ports';
import { setChoices, type SetChoice } from './set-choices';
import { keptMore } from './state-updates';
import type { ViewActions } from './view-actions';

export function setActions({ store, disk, fetchOwn }: Context, { setSteering }: ViewActions) {
  const choices = setChoices();

  /** Throws `cancelled` where a later choice holds. */
  const take = async (json: string, file: string, shipped: ShippedSet | null, choice: SetChoice): Promise<ScenarioSet> => {
    const set = parseScenarioSet(json, file);
    const hash = await hashScenarioSet(set);
    if (choices.isOvertaken(choice))
      throw new LabError('cancelled', `${file} was not opened: another scenario set was asked for.`, 'Open it again if you still want it.');
    choices.hold(choice);
    store.setState({ set: { status: 'ready', set, hash, shipped } });
    return set;
  };
  return {
    setChoices: choices,
    /** A scenario file chosen by a person. A bad one throws and is shown, unless another set was chosen meanwhile. */
    async openScenarioSet(file: File): Promise<ScenarioSet> {
      const choice = choices.make();
      try {
        const text = await readText(file, file.name);
        const set = await take(text, file.name, null, choice);
        if (choices.isLast(choice)) store.setState({ error: null });
        await disk.session.writeOwnSet(text).then(
          () => store.setState(keptMore),
          () => undefined,
        ); // A browser that refuses storage has it until the page goes.
        return set;
      } catch (error) {
        if (choices.isLast(choice)) store.setState({ error: errorData(error) });
        throw error;
      }
    },
    /**
     * Takes the set of one's own into use that this browser kept. False where it kept none, or a damaged one, or where another set was
     * chosen meanwhile.
     */
    async openOwnSet(choice = choices.make()): Promise<boolean> {
      const text = await disk.session.readOwnSet();
      if (text === null) return false;
      return take(text, 'the set that this browser kept', null, choice).then(
        () => true,
        () => false,
      );
    },
    /** Takes a shipped set into use. One that cannot be read is said, unless another set was chosen meanwhile; a set in use then stays. */
    async openShippedSet(id: ShippedSet, choice = choices.make()): Promise<void> {
      try {
        const answer = await fetchOwn(`scenarios/${id}.json`).catch(() => {
          throw partMissing(`The scenario set ${id}.json`);
        });
        const set = await take(await answer.text(), `${id}.json`, id, choice);
        if (!store.getState().experiment.view.steering.prompt) setSteering({ prompt: set.prompts[0]?.text ?? '' });
      } catch (error) {
        const data = errorData(error);
        const isLast = choices.isLast(choice);
        // Without any set, the reason is there even where a later choice is still being read: that one may fail, too.
        store.setState(({ set: now }) =>
          now.status !== 'ready' ? { set: { status: 'failed', error: data } } : isLast ? { error: data } : {},
        );
      }
    },
  };
}
