/**
 * What a person does with the app of this page below the first screen: `lower.ts`, files of vectors, activations and results of the paper,
 * pairs that a model writes. Made when such a part comes, so that the first chart does not wait for it.
 */
import { app } from './actions';
import { activationActions } from './activation-actions';
import { companionActions } from './companion-actions';
import { judgeActions } from './judge-actions';
import { lowerActions } from './lower';
import { paperActions } from './paper-actions';
import { vectorActions } from './vector-actions';
import { writePairsActions } from './write-pairs-actions';

const lower = lowerActions(app);
/** Both halves, for scripts. */
export const whole = { ...app, ...lower };
export const {
  acceptImport,
  activationsFile,
  addGame,
  agreements,
  areActivations,
  askChoices,
  askSweep,
  cancelImport,
  changeDraft,
  changeImport,
  checkNewer,
  choiceItems,
  clearClass,
  compareSets,
  controlsOf,
  cosinesAt,
  countTokens,
  exampleGame,
  expectGame,
  exportFolder,
  exportTar,
  forkGame,
  freeBytes,
  importModel,
  joinClass,
  keepPlayed,
  keptSession,
  kindOfAll,
  lintTexts,
  listModels,
  listReadings,
  loadFolder,
  loadOfFolder,
  loadStored,
  monitorChat,
  newChat,
  openBeside,
  openClass,
  openDraft,
  openDraftFile,
  openGame,
  openJson,
  openTexts,
  pasteTexts,
  playGames,
  rateAnswer,
  readOut,
  readOutAll,
  readSizes,
  refuseDropped,
  refuseMixed,
  removeDamaged,
  removeModels,
  removeOlder,
  removeOlderSet,
  removeTurn,
  renewStored,
  reportBefore,
  reportChoices,
  reportPlays,
  reportRatings,
  reportSweep,
  retryTurn,
  revealRatings,
  sayInstead,
  sayStrengthsKnown,
  sendTurn,
  setRater,
  setsReadLike,
  shippedGame,
  steer,
  stopChat,
  stopChoices,
  stopPlay,
  stopSteer,
  stopSweep,
  replaceDraft,
  undoDraft,
  unrateAnswer,
  whereModelsStay,
} = lower;
export const { openPaperResults } = paperActions(app);
export const { acceptVectors, cancelVectors, changeVectors, openVectors, removeVectors } = vectorActions(app);
export const { acceptActivations, cancelActivations, changeActivations, openActivations } = activationActions(app, app);
export const { companionArchive } = companionActions(app);
export const { judgeAnswers, setJudgeKey, stopJudging } = judgeActions(app);
export const {
  acceptMade,
  changeMade,
  changeWriteForm,
  clearWritten,
  openWritten,
  rejectMade,
  reopenMade,
  setSourceKey,
  stopWriting,
  takePersona,
  writePairs,
} = writePairsActions(whole);

export { modelsOfFolder } from './folder-actions';
export { NoSuchGraph } from '../hub/sizes';
export { canMove, type Newer } from './newer';
export { graphFor } from '../storage/stored-model';
