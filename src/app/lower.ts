/**
 * What a person or a script can do below the first screen: steering, ratings, conversations, choices, sweeps, games, comparisons, texts of
 * one's own, models of a folder or an archive. Comes with the parts that call it, so that the first chart does not wait for it.
 */
import { activationFileActions } from './activation-file';
import { filesOf } from '../hub/sizes';
import { PLAY_READER } from '../experiment/lesson-plays';
import { readPlaysWith } from '../experiment/lesson-readings';
import type { ModelSpec } from '../hub/catalogue';
import type { RemoteFile } from '../protocol';
import { agreementActions } from './agreement-actions';
import type { FirstApp } from './app';
import { besideActions } from './beside-actions';
import { chatActions } from './chat-actions';
import { choiceActions } from './choice-actions';
import { choiceReports } from './choice-reports';
import { classActions } from './class-actions';
import { compareActions } from './compare-actions';
import { diskActions } from './disk-actions';
import { draftActions } from './draft-actions';
import { droppedActions } from './dropped-actions';
import { folderActions } from './folder-actions';
import { importActions } from './import-actions';
import { newerActions } from './newer';
import { playActions } from './play-actions';
import { playReports } from './play-reports';
import { ratingActions } from './rating-actions';
import { readoutActions } from './readout-actions';
import { shownGameActions } from './shown-game-actions';
import { steerActions } from './steer-actions';
import { sweepActions } from './sweep-actions';
import { transferActions } from './transfer';

export function lowerActions(app: FirstApp) {
  readPlaysWith(PLAY_READER);
  const { context, client } = app;
  const steer = steerActions(context, client);
  const choices = choiceActions(context, client);
  const sweep = sweepActions(context, client, choices);
  const play = playActions(context, client);
  const chat = chatActions(context, client);
  const texts = importActions(context, app);
  // What fills an experiment ends once another takes its place.
  context.store.subscribe((now, before) => {
    if (now.epoch === before.epoch) return;
    steer.stopSteer();
    choices.stopChoices();
    sweep.stopSweep();
    play.stopPlay();
    chat.stopChat();
  });
  return {
    ...steer,
    ...choices,
    ...sweep,
    ...play,
    ...shownGameActions(context, { ...app, ...play }),
    ...chat,
    ...ratingActions(context),
    ...choiceReports(context),
    ...playReports(context),
    ...compareActions(context),
    ...agreementActions(context),
    ...readoutActions(context, client),
    ...classActions(context),
    ...draftActions(context),
    ...texts,
    ...droppedActions(context, { ...app, ...texts }),
    ...besideActions(context),
    ...diskActions(context),
    ...activationFileActions(context),
    ...folderActions(context, app),
    ...transferActions(context),
    ...newerActions(context),
    /** What a load would fetch: see src/hub/sizes.ts. Throws what resolving and `filesOf` throw. */
    readSizes: async (spec: ModelSpec, signal?: AbortSignal): Promise<RemoteFile[] | null> =>
      filesOf(await app.resolve(spec), context.hub, signal),
  };
}

/** The whole app, both halves of it. */
export type App = FirstApp & ReturnType<typeof lowerActions>;
