/** The games that come with the lab: public/games has their files. */
export const SHIPPED_GAMES = ['food-delivery', 'the-duel', 'the-listener', 'the-maze', 'the-protector'] as const;
export type ShippedGame = (typeof SHIPPED_GAMES)[number];

/** A small game to change into one of one's own; none of the five, and taken as a file of a person is. */
export const EXAMPLE_GAME = 'games/the-last-bus.json';

export const isShippedGame = (id: string): id is ShippedGame => (SHIPPED_GAMES as readonly string[]).includes(id);
export const gameFile = (id: ShippedGame): string => `games/${id}.json`;
