/** Scenario sets: those that come with the page, and a person’s own. A bad one is refused with its reason; the set in use stays. */
import { errorData, LabError, partMissing } from '../error';
import { ANSWER_CAPTURE, CAPTURE } from '../experiment/capture';
import type { KnownSet } from '../experiment/experiment';
import type { Taken } from '../experiment/import/from-files';
import type { ShippedSet } from '../experiment/shipped';
import { hashScenarioSet, hasPrompts, parseScenarioSet, type ScenarioSet } from '../formats/scenario-set';
import { readText } from '../formats/text';
import type { LabErrorData } from '../protocol';
import { linkedSetOf, ownSets, readKeptSet } from './own-sets';
import { notKept } from './not-kept';
import type { Context } from './ports';
import { setChoices, type SetChoice } from './set-choices';
import { isPrompted, type LabState } from './state';
import { keptMore } from './state-updates';
import type { ViewActions } from './view-actions';
import { t } from '../language/t';

export function setActions({ store, disk, fetchOwn, clock }: Context, { setCapture, setSteering }: ViewActions) {
  const choices = setChoices();
  /**
   * Where a person's choice brings the first answers to prompts, texts are read as answers from now on; where it takes the last of them
   * away, as the page reads texts. What the person set otherwise since then stays.
   */
  const readAsMeant = (before: LabState['set'], set: ScenarioSet): void => {
    const prompted = hasPrompts(set);
    if (prompted === isPrompted(before)) return;
    const { pooling } = store.getState().experiment.view.capture;
    if (prompted) setCapture(ANSWER_CAPTURE);
    else if (pooling === ANSWER_CAPTURE.pooling) setCapture({ pooling: CAPTURE.pooling, template: CAPTURE.template });
  };
  const pause = (): Promise<void> => new Promise((go) => clock.after(0, go));
  /** What the last choice of a set that did not work left in the store. */
  let left: { readonly error: LabErrorData; readonly choice: SetChoice } | null = null;
  const leave = (error: LabErrorData, choice: SetChoice): void => {
    left = { error, choice };
    store.setState({ error });
  };

  /**
   * Takes a set into use. What an earlier choice of a set, or the texts of the set before, left to be said goes with it. Throws `cancelled`
   * where a later choice holds.
   */
  const use = ({ set, hash }: KnownSet, file: string, shipped: ShippedSet | null, choice: SetChoice): void => {
    if (choices.isOvertaken(choice))
      throw new LabError(
        'cancelled',
        t`${file} was not opened: another scenario set was asked for.`,
        t`Open it again if you still want it.`,
      );
    choices.hold(choice);
    const earlier = left && left.choice < choice ? left.error : null;
    store.setState(({ error, set: before }) => ({
      set: { status: 'ready', set, hash, shipped },
      // The first set of the page answers nothing that was said of files while it was on its way.
      ...(choices.isLast(choice) &&
        error &&
        (error === earlier || (before.status === 'ready' && error.where === 'texts')) && { error: null }),
    }));
  };
  const take = async (json: string, file: string, shipped: ShippedSet | null, choice: SetChoice): Promise<KnownSet> => {
    const set = parseScenarioSet(json, file);
    // Of thousands of texts, reading, hashing and drawing are each work enough for one task.
    await pause();
    const known = { set, hash: await hashScenarioSet(set) };
    await pause();
    use(known, file, shipped, choice);
    return known;
  };
  /**
   * A browser that refuses storage has it until the page goes, and that is said. It is written at once, because a page that is left has no
   * time for more; then the set whose place it took is put aside, or has its place back where there is no room for that.
   */
  const keep = (json: string, known: KnownSet, choice: SetChoice): Promise<void> => {
    const both = Promise.all([disk.session.readOwnSet(), disk.session.writeOwnSet(json)]);
    // It waits for its turn, and is told then.
    both.catch(() => undefined);
    return (keeping = keeping.then(async () => {
      try {
        const [before] = await both;
        const { keepOlder } = await import('./older-sets');
        await keepOlder(disk, before, known).catch(async (error: unknown) => {
          if (before !== null && choices.isLast(choice)) await disk.session.writeOwnSet(before);
          throw error;
        });
        store.setState({ ...keptMore(store.getState()), olderSets: await disk.session.readOlderSets() });
      } catch (error) {
        const told = notKept(t`the scenario set “${known.set.name}”`, t`Open its file again after a reload.`, error as Error);
        if (choices.isLast(choice)) leave(errorData(told), choice);
      }
    }));
  };
  /** One after the other: each looks whose place it takes. */
  let keeping: Promise<void> = Promise.resolve();
  /** Looks which sets this browser keeps. */
  const lookOwnSet = async (): Promise<void> => {
    const [keptSet, olderSets] = await Promise.all([readKeptSet({ disk, store }), disk.session.readOlderSets()]);
    store.setState({ keptSet, olderSets });
  };
  /** The earlier set whose hash begins so. Throws what its check throws. */
  async function olderSet(hash: string): Promise<KnownSet | undefined> {
    const found = hash === '' ? undefined : store.getState().olderSets.find((one) => one.hash.startsWith(hash));
    return found && { hash: found.hash, set: parseScenarioSet(await readText(found.file, found.name), found.name) };
  }
  /**
   * Takes a set of one's own into use, the one whose hash begins so, else the kept one. False where there is none, or where another set
   * was chosen meanwhile. Throws `set-damaged` where the kept one is that, and no other is meant.
   */
  async function openOwnSet(choice = choices.make(), hash = ''): Promise<boolean> {
    await lookOwnSet();
    const state = store.getState();
    const own = ownSets(state);
    const meant = hash === '' ? undefined : (own.find((one) => one.hash.startsWith(hash)) ?? (await olderSet(hash)));
    const found = meant ?? (state.keptSet === 'damaged' ? undefined : own[0]);
    if (found === undefined && state.keptSet === 'damaged') throw damaged();
    if (found === undefined || choices.isOvertaken(choice)) return false;
    use(found, found.set.name, null, choice);
    return true;
  }
  return {
    setChoices: choices,
    /** Takes the set that a link carries into use. Throws `link-texts`, and what its check throws. */
    async openLinkedSet(packed: string, choice: SetChoice): Promise<void> {
      const linkedSet = await linkedSetOf(packed);
      if (choices.isOvertaken(choice)) return;
      use(linkedSet, linkedSet.set.name, null, choice);
      store.setState({ linkedSet });
    },
    lookOwnSet,
    openOwnSet,
    /** The same, chosen by a person. An error is shown, unless another set was chosen meanwhile. */
    async chooseOwnSet(hash: string): Promise<void> {
      const choice = choices.make();
      const { set: before } = store.getState();
      try {
        if (!(await openOwnSet(choice, hash))) return;
        const { set: now } = store.getState();
        if (now.status === 'ready') readAsMeant(before, now.set);
      } catch (error) {
        if (choices.isLast(choice)) leave(errorData(error), choice);
      }
    },
    /** A scenario file chosen by a person. A bad one throws and is shown, unless another set was chosen meanwhile. */
    async openScenarioSet(file: File): Promise<ScenarioSet> {
      const choice = choices.make();
      const { set: before } = store.getState();
      try {
        const text = await readText(file, file.name);
        const keptSet = await take(text, file.name, null, choice);
        readAsMeant(before, keptSet.set);
        store.setState({ keptSet, ...(choices.isLast(choice) && { error: null }) });
        await keep(text, keptSet, choice);
        return keptSet.set;
      } catch (error) {
        if (choices.isLast(choice)) leave(errorData(error), choice);
        throw error;
      }
    },
    /** A set that was made of a person's files, and checked: it is kept as one that was opened. `json`: the file that it is. */
    async useImported({ json, ...known }: Taken): Promise<void> {
      const choice = choices.make();
      const { set: before } = store.getState();
      use(known, known.set.name, null, choice);
      readAsMeant(before, known.set);
      store.setState({ keptSet: known });
      await keep(json, known, choice);
    },
    /** Takes a shipped set into use. One that cannot be read is said, unless another set was chosen meanwhile; a set in use then stays. */
    async openShippedSet(id: ShippedSet, made?: SetChoice): Promise<void> {
      const choice = made ?? choices.make();
      const { set: before } = store.getState();
      try {
        const answer = await fetchOwn(`scenarios/${id}.json`).catch(() => {
          throw partMissing(t`The scenario set ${id}.json`);
        });
        const { set } = await take(await answer.text(), `${id}.json`, id, choice);
        // A link says itself how texts are read.
        if (made === undefined) readAsMeant(before, set);
        if (!store.getState().experiment.view.steering.prompt) setSteering({ prompt: set.prompts[0]?.text ?? '' });
      } catch (error) {
        const data = errorData(error);
        // Without any set, the reason is there even where a later choice is still being read: that one may fail, too.
        if (store.getState().set.status !== 'ready') store.setState({ set: { status: 'failed', error: data } });
        else if (choices.isLast(choice)) leave(data, choice);
      }
    },
  };
}

const damaged = (): LabError =>
  new LabError(
    'set-damaged',
    t`Your own scenario set is in this browser, but damaged: it cannot be read.`,
    t`Open its file again, which takes the place of the damaged one. To be rid of it, delete what is kept on this disk.`,
  );
