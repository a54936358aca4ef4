/**
 * Which choice of a scenario set holds: of two, the one that was made later, whichever is read first. The page, a link and a person
 * choose; each choice is counted when it is made, before anything is read.
 */

/** A choice of a set, by its place in the order in which choices were made. */
export type SetChoice = number;

export interface SetChoices {
  /** A choice is made. */
  make(): SetChoice;
  /** No choice was made after it. */
  isLast(choice: SetChoice): boolean;
  /** It holds from now on: its set is in use. */
  hold(choice: SetChoice): void;
  /** A later choice holds. One that failed does not: its reason is said, and what was chosen before it is still wanted. */
  isOvertaken(choice: SetChoice): boolean;
}

export function setChoices(): SetChoices {
  let made = 0;
  let holds = 0;
  return {
    make: () => ++made,
    isLast: (choice) => choice === made,
    hold: (choice) => void (holds = Math.max(holds, choice)),
    isOvertaken: (choice) => choice < holds,
  };
}
