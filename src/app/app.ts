/**
 * The app: a store, and what the first screen needs of all that a person or a script can do; `lower.ts` has the rest. It touches the world
 * through its ports.
 */
import { drawing } from './drawing';
import { apartActions } from './apart-actions';
import { evidenceActions } from './evidence-actions';
import { experimentActions } from './experiment-actions';
import { hubActions } from './hub-setting';
import { keptActions } from './kept-actions';
import { lessonActions } from './lesson-actions';
import { modelActions } from './model-actions';
import { offlineActions } from './offline-actions';
import { ownItemActions } from './own-items';
import { ownLessonActions } from './own-lessons';
import { ownMessageActions } from './own-message';
import type { Context, Ports } from './ports';
import { embedOf } from './query';
import { recordedActions } from './recorded-actions';
import { runActions } from './run-actions';
import { shareActions } from './share-actions';
import { setActions } from './sets';
import { startActions } from './start';
import { createLabStore } from './state';
import { viewActions } from './view-actions';

export function createApp({ model: connect, ...ports }: Ports) {
  const store = createLabStore();
  const context: Context = { ...ports, store };
  const model = modelActions(context, connect);
  const view = viewActions(context);
  const kept = keptActions(context, view);
  const { allDrawn, ...drawn } = drawing(context);
  const run = runActions(context, model.client, { ...kept, allDrawn });
  const recorded = recordedActions(context);
  const sets = setActions(context, view);
  const lessons = lessonActions(context, sets);
  const items = ownItemActions(context);
  const needs = {
    ...view,
    ...hubActions(context),
    ...sets,
    ...lessons,
    ...ownLessonActions(context, lessons.isShipped),
    ...ownMessageActions(context),
    ...shareActions(context),
    ...items,
    ...recorded,
    ...experimentActions(context, { stop: run.stopRun, ...recorded }),
    ...apartActions(context),
    ...evidenceActions(context, model.client, kept.followMean),
  };
  return {
    context,
    store,
    analysis: ports.analysis,
    runFiles: ports.runFiles,
    disk: ports.disk,
    address: ports.address,
    endpoint: ports.endpoint,
    clock: ports.clock,
    fetchOwn: ports.fetchOwn,
    /** The part of the page that is shown alone, in a frame of another page; null for all of it. */
    embed: embedOf(ports.address.search),
    ...model,
    ...run,
    ...drawn,
    ...kept,
    ...offlineActions(context),
    ...needs,
    ...startActions(context, needs),
    dismissError: (): void => store.setState({ error: null }),
  };
}
export type FirstApp = ReturnType<typeof createApp>;
