/**
 * The one app of this page, and everything that a person or a script can do with it. The UI and window.lab change the store through these
 * and nothing else.
 */
import { createApp } from './app';
import { browserPorts } from './browser';

export const app = createApp(browserPorts());
export const {
  store,
  cancelLoad,
  chooseReader,
  clearReadings,
  clearSession,
  dismissError,
  forcedDevice,
  forgetFailure,
  importModel,
  inspectModel,
  loadFolder,
  loadModel,
  loadOfFolder,
  loadOnWasm,
  loadStored,
  openEarlier,
  openExperiment,
  openKept,
  openScenarioSet,
  openShippedSet,
  readSizes,
  removeAnalysis,
  removeReading,
  runExperiment,
  selectLayer,
  setBeside,
  setCapture,
  setHub,
  setSteering,
  shareLink,
  showAnalysis,
  showRecording,
  start,
  steer,
  stopEvidence,
  stopRun,
  stopSteer,
  unload,
} = app;

export { modelsOfFolder } from './folder-actions';
export { exportFolder, exportTar } from './transfer';
export { canMove, checkNewer, renewStored, type Newer } from './newer';
export { NoSuchGraph } from '../hub/sizes';
export { listReadings } from '../storage/readings';
export { graphFor, listModels, removeModels } from '../storage/models';
export { freeBytes } from '../storage/room';
