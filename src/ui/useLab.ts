/** The store as components read it: `useLab((s) => s.run)`. */
import { useStore } from 'zustand';
import { store, type LabState } from '../app/store';

export const useLab = <T>(select: (state: LabState) => T): T => useStore(store, select);
