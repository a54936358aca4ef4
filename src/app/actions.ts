/** Everything a person or a script can do. The UI and window.lab change the store through these and nothing else. */
export { dismissError, openExperiment, openScenarioSet } from './files';
export { setHub } from './hub-setting';
export { cancelLoad, forcedDevice, forgetFailure, inspectModel, loadModel, loadOnWasm, readSizes, unload } from './model-actions';
export { choosePooling, clearReadings, openKept, removeReading } from './kept-actions';
export { runExperiment, stopRun } from './run-actions';
export { selectLayer, setCapture, setSteering, shareLink } from './view-actions';
export { openShippedSet } from './sets';
export { showRecording, start } from './start';
export { steer, stopSteer } from './steer-actions';
export { exportFolder, exportTar, importModel, loadOfFolder, loadStored, modelsOfFolder } from './storage-actions';
export { NoSuchGraph } from '../hub/sizes';
export { canMove, checkNewer, renewStored, type Newer } from './newer';
export { listReadings } from '../storage/readings';
export { clearSession } from '../storage/session';
export { listModels, removeModels } from '../storage/models';
export { freeBytes } from '../storage/room';
