/** The store of this page, and the types of what is in it. */
export { store } from './actions';
export { ownSets } from './own-sets';
export { openedFrom, originsAmong, provenanceOf } from './state';
export type { ClassFile } from './class-actions';
export type { ImportState } from './import-actions';
export type { ActivationsState } from './activation-actions';
export type { VectorsState } from './vector-actions';
export type { WritingState } from './writing-state';
export type { LabState, ModelState, Provenance, RunState, SetState, SteerState } from './state';
