/** What a place for model files can do, and what it keeps of each. weights.ts chooses one of three: OPFS, the Cache API, memory. */
import type { Marker, PartMarker } from './marker';

export type { Marker, PartMarker };

export interface Part {
  /** Bytes written so far. */
  bytes: number;
  marker: PartMarker;
}

export interface StoredFile {
  url: string;
  bytes: number;
  /** False for the remains of a download that was broken off. */
  complete: boolean;
  /** Of its marker. */
  reads?: readonly string[];
  commit?: string;
}

export interface Writer {
  write(chunk: Uint8Array<ArrayBuffer>): Promise<void>;
  /** What was written stays. Must be called, else the file stays locked. */
  close(): Promise<void>;
}

/** Whether model files stay, and what the browser said against a better place for them; null where it said nothing. */
export interface Keeping {
  readonly kind: Place['kind'];
  readonly refused: string | null;
}

/** Where model files are kept, by address. */
export interface Place {
  /** 'memory' keeps nothing beyond this object's life. */
  readonly kind: 'opfs' | 'cache' | 'memory';
  /** What the browser said when it refused a better place than this one; absent where it refused none. */
  readonly refused?: string;
  /** All files, complete and not. */
  list(): Promise<StoredFile[]>;
  /** A complete file and its marker; the Blob reads from the disk when asked. Null if absent, or if its length is not the marker's. */
  open(url: string): Promise<{ blob: Blob; marker: Marker } | null>;
  /** An unfinished file, to continue. Null if there is none. */
  part(url: string): Promise<(Part & { blob: Blob }) | null>;
  /** Goes on after `keep` bytes; 0 starts anew. The file is incomplete from now on. */
  write(marker: PartMarker, keep: number): Promise<Writer>;
  /** Makes an unfinished file a complete one; of a complete one, writes the marker anew. */
  commit(marker: Marker): Promise<void>;
  /** Removes the file, complete or not. */
  remove(url: string): Promise<void>;
  /** Removes everything, what cannot be read included. */
  clear(): Promise<void>;
}
