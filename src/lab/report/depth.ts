/** How deep a block lies in its model, so that models of other lengths lie over each other. */

/** How deep a block lies: 0 for the first, 1 for the last. A model of one block is all first. */
export const relativeDepth = (layer: number, layers: number): number => (layers < 2 ? 0 : layer / (layers - 1));

/** The block that lies nearest to a depth. */
export const blockAt = (depth: number, layers: number): number => Math.round(depth * (layers - 1));
