/** The store as components read it: `useLab((s) => s.run)`. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { store, type LabState } from '../app/store';

/** What components below it read: the store, or what follows it (`ui/parts/OwnTurn.tsx`). */
export type Read = Pick<typeof store, 'getState' | 'getInitialState' | 'subscribe'>;
export const ReadFrom = createContext<Read>(store);

export const useLab = <T>(select: (state: LabState) => T): T => useStore(useContext(ReadFrom), select);
