/**
 * What a person does with files that only a part far below the first screen takes: vectors, results of the paper. Made for the app of this
 * page when that part comes, so that the first chart does not wait for it.
 */
import { app } from './actions';
import { paperActions } from './paper-actions';
import { vectorActions } from './vector-actions';

export const { openPaperResults } = paperActions(app);
export const { acceptVectors, cancelVectors, changeVectors, openVectors, removeVectors } = vectorActions(app);
