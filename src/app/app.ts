/** The app: a store, and everything a person or a script can do. It touches the world through its ports. */
import { activationFileActions } from './activation-file';
import { agreementActions } from './agreement-actions';
import { besideActions } from './beside-actions';
import { classActions } from './class-actions';
import { chatActions } from './chat-actions';
import { choiceActions } from './choice-actions';
import { choiceReports } from './choice-reports';
import { compareActions } from './compare-actions';
import { diskActions } from './disk-actions';
import { drawing } from './drawing';
import { droppedActions } from './dropped-actions';
import { apartActions } from './apart-actions';
import { evidenceActions } from './evidence-actions';
import { experimentActions } from './experiment-actions';
import { folderActions } from './folder-actions';
import { hubActions } from './hub-setting';
import { importActions } from './import-actions';
import { draftActions } from './draft-actions';
import { keptActions } from './kept-actions';
import { lessonActions } from './lesson-actions';
import { modelActions } from './model-actions';
import { newerActions } from './newer';
import { offlineActions } from './offline-actions';
import { ownItemActions } from './own-items';
import { ownLessonActions } from './own-lessons';
import { ownMessageActions } from './own-message';
import type { Context, Ports } from './ports';
import { embedOf } from './query';
import { playActions } from './play-actions';
import { ratingActions } from './rating-actions';
import { readoutActions } from './readout-actions';
import { recordedActions } from './recorded-actions';
import { runActions } from './run-actions';
import { shareActions } from './share-actions';
import { setActions } from './sets';
import { startActions } from './start';
import { createLabStore } from './state';
import { steerActions } from './steer-actions';
import { sweepActions } from './sweep-actions';
import { transferActions } from './transfer';
import { viewActions } from './view-actions';

export function createApp({ model: connect, ...ports }: Ports) {
  const store = createLabStore();
  const context: Context = { ...ports, store };
  const model = modelActions(context, connect);
  const view = viewActions(context);
  const kept = keptActions(context, view);
  const { allDrawn, ...drawn } = drawing(context);
  const run = runActions(context, model.client, { ...kept, allDrawn });
  const steer = steerActions(context, model.client);
  const choices = choiceActions(context, model.client);
  const sweep = sweepActions(context, model.client, choices);
  const play = playActions(context, model.client);
  const chat = chatActions(context, model.client);
  const stop = (): void => {
    run.stopRun();
    steer.stopSteer();
    choices.stopChoices();
    sweep.stopSweep();
    play.stopPlay();
    chat.stopChat();
  };
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
    ...classActions(context),
    ...items,
    ...importActions(context, { ...sets, ...items }),
    ...draftActions(context),
    ...recorded,
    ...experimentActions(context, { stop, ...recorded }),
    ...apartActions(context),
    ...evidenceActions(context, model.client, kept.followMean),
  };
  return {
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
    ...folderActions(context, model),
    ...besideActions(context),
    ...diskActions(context),
    ...transferActions(context),
    ...newerActions(context),
    ...run,
    ...drawn,
    ...steer,
    ...choices,
    ...sweep,
    ...play,
    ...ratingActions(context),
    ...chat,
    ...readoutActions(context, model.client),
    ...kept,
    ...compareActions(context),
    ...choiceReports(context),
    ...agreementActions(context),
    ...activationFileActions(context),
    ...offlineActions(context),
    ...needs,
    ...droppedActions(context, needs),
    ...startActions(context, needs),
    dismissError: (): void => store.setState({ error: null }),
  };
}
export type App = ReturnType<typeof createApp>;
