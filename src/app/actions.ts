/**
 * The one app of this page, and everything that a person or a script can do with it. The UI and window.lab change the store through these
 * and nothing else.
 */
import { createApp } from './app';
import { browserPorts } from './browser';

export const app = createApp(browserPorts());
export const {
  store,
  addRecorded,
  agreementIntervals,
  askChoices,
  cancelLoad,
  checkNewer,
  choiceItems,
  chooseReader,
  clearReadings,
  clearSession,
  dismissError,
  exportFolder,
  exportTar,
  forcedDevice,
  forgetFailure,
  freeBytes,
  hasNeutral,
  importModel,
  inspectModel,
  keptSession,
  listModels,
  listReadings,
  loadFolder,
  loadModel,
  loadOfFolder,
  loadOnWasm,
  loadStored,
  openBeside,
  openEarlier,
  openExperiment,
  openJson,
  openKept,
  openPaperResults,
  openScenarioSet,
  openShippedSet,
  readOut,
  readOutAll,
  readSizes,
  removeAnalysis,
  removeModels,
  removeReading,
  renewStored,
  runExperiment,
  selectLayer,
  setBeside,
  setCapture,
  setHub,
  setSteering,
  setsReadLike,
  shareLink,
  showAnalysis,
  showRecording,
  start,
  steer,
  stopChoices,
  stopEvidence,
  stopRun,
  stopSteer,
  takeMeanOut,
  trainTest,
  unload,
  whereModelsStay,
} = app;

export { modelsOfFolder } from './folder-actions';
export { canMove, type Newer } from './newer';
export { NoSuchGraph } from '../hub/sizes';
export { graphFor } from '../storage/stored-model';
