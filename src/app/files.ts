/**
 * What a person does in parts far below the first screen: with files of vectors, activations and results of the paper, and with pairs
 * that a model writes. Made for the app of this page when such a part comes, so that the first chart does not wait for it.
 */
import { app } from './actions';
import { activationActions } from './activation-actions';
import { companionActions } from './companion-actions';
import { judgeActions } from './judge-actions';
import { paperActions } from './paper-actions';
import { vectorActions } from './vector-actions';
import { writePairsActions } from './write-pairs-actions';

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
  writePairs,
} = writePairsActions(app);
