/** Kinds of what is done in a game, by which its steps are counted: what helps somebody first, then what is said, walked, done. */
export const ACTION_KINDS = ['helps', 'kind', 'neutral', 'unkind', 'walk', 'deed', 'none'] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

/** By kind, 1 in all. */
export type ActionShares = Readonly<Record<ActionKind, number>>;
