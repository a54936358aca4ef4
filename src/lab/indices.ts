/**
 * Numbers that count different things, told apart by the compiler: a text given where a layer is expected does not compile. Types only: at
 * run time an index is the number it was.
 */
declare const kind: unique symbol;
type Kind = 'layer' | 'text' | 'pass' | 'row' | 'token';
type Index<K extends Kind = Kind> = number & { readonly [kind]: K };

/** A block of the model, first is 0. */
export type LayerIndex = Index<'layer'>;
/** A text among those of a scenario set, or of a `Captured`. */
export type TextIndex = Index<'text'>;
/** A text among those that one capture is asked for: the model reads one a pass. In a run they are what is missing, not the set. */
export type PassIndex = Index<'pass'>;
/** A row of a batch. */
export type RowIndex = Index<'row'>;
/** A token's position. Which token of the vocabulary stands there is its id, a plain number. */
export type TokenIndex = Index<'token'>;

/** A number that is no index yet: one kind does not become another. */
type Plain = number & { readonly [kind]?: never };

/** `n` as an index of a kind: `index<TextIndex>(3)`. The one cast. */
export const index = <I extends Index>(n: Plain): I => n as number as I;

/** All of a kind, 0 … count − 1: `for (const layer of indices<LayerIndex>(layers))`. */
export const indices = <I extends Index>(count: Plain): I[] => Array.from({ length: count }, (_, n) => index<I>(n));
