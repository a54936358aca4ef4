/** What a person can decide about files of vectors before they are taken. */

export interface VectorFileChoice {
  /** Which of the directions in the file. */
  readonly direction: number;
  /** What it is multiplied with: files of one block add up. */
  readonly scale: number;
  /** The block of a single vector, where the file does not say it, or a person says another. */
  readonly block: number | null;
}

export interface VectorChoice {
  /** What the directions are called. */
  readonly name: string;
  /** Numbers of the files are those of Hugging Face's `hidden_states`, of which 0 stands before the first block. */
  readonly hiddenStates: boolean;
  /** By file, in their order. */
  readonly files: readonly VectorFileChoice[];
}

/** A model that directions can belong to. */
export interface Shape {
  /** Its name. */
  readonly name: string;
  readonly layers: number;
  readonly width: number;
}
