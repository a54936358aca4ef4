/**
 * How often steering "succeeded", by the criterion under which it was published and by a strict one, each beside what a vector that does
 * nothing scores. A condition is a layer, a scenario and a strength α; its effect is the share of answers called empathic there minus the
 * share at α = 0.
 */

/** Answers at one strength. */
export interface SteeredCondition {
  readonly alpha: number;
  /** Shares of the answers, 0 to 1. */
  readonly coherent: number;
  readonly empathic: number;
}

/** The strengths of one layer and scenario. */
export interface SteeredSetting {
  readonly conditions: readonly SteeredCondition[];
}

/** Shares of conditions, 0 to 1; NaN where there is no such condition. */
export interface SuccessRates {
  /**
   * As published: the share of empathic answers rises at α > 0, and does not rise at α < 0. No effect at all is a success there.
   */
  readonly published: number;
  /** The same of conditions with α > 0, and with α < 0. */
  readonly up: number;
  readonly down: number;
  /** The mean share of coherent answers at α = 0. */
  readonly coherent: number;
  /** An effect in the direction of α that is not zero, in answers that count as language (`isLanguage`). */
  readonly strict: number;
  /** The same of conditions with α > 0, and with α < 0. */
  readonly strictUp: number;
  readonly strictDown: number;
}

export interface Success {
  readonly rates: SuccessRates;
  /** The same criteria on a vector that does nothing: every condition is as its own at α = 0. */
  readonly chance: SuccessRates;
  /** How many conditions with α ≠ 0 were counted. */
  readonly conditions: number;
  /** Settings without a condition at α = 0: nothing can be said of an effect there, and they are left out. */
  readonly without: number;
}

/** Shares are quotients: two that are the same number of answers may differ in their last bit. */
const NONE = 1e-9;
/** Of the answers (or of those without a push), that must be coherent under the strict criterion. */
const HALF = 0.5;

/** Whether answers under a push count as language, given those of the same setting without one. */
export type IsLanguage = (condition: SteeredCondition, unsteered: SteeredCondition) => boolean;

/** At least half of the answers are coherent, whatever the model gives without a push. */
export const halfCoherent: IsLanguage = ({ coherent }) => coherent >= HALF - NONE;

/** At least half as many answers are coherent as without a push; of none without a push, half of none says nothing. */
export const halfAsCoherent: IsLanguage = ({ coherent }, unsteered) =>
  unsteered.coherent > 0 && coherent >= HALF * unsteered.coherent - NONE;

/**
 * Counts the conditions of one model. Of several at α = 0 in a setting the first is the unsteered one, as published. `isLanguage`: what the
 * strict criterion asks of the answers.
 */
export function success(settings: readonly SteeredSetting[], isLanguage: IsLanguage = halfCoherent): Success {
  const compared = settings.flatMap(({ conditions }) => {
    const unsteered = conditions.find(({ alpha }) => alpha === 0);
    return unsteered ? [{ unsteered, steered: conditions.filter(({ alpha }) => alpha !== 0) }] : [];
  });
  const pairs = compared.flatMap(({ unsteered, steered }) => steered.map((condition) => ({ condition, unsteered })));
  const coherent = mean(compared.map(({ unsteered }) => unsteered.coherent));
  return {
    rates: { ...count(pairs, isLanguage), coherent },
    chance: { ...count(pairs.map(asNothing), isLanguage), coherent },
    conditions: pairs.length,
    without: settings.length - compared.length,
  };
}

interface Compared {
  readonly condition: SteeredCondition;
  readonly unsteered: SteeredCondition;
}

/** A push that does nothing: its answers are those without it. */
const asNothing = ({ condition: { alpha }, unsteered }: Compared): Compared => ({ condition: { ...unsteered, alpha }, unsteered });

function count(pairs: readonly Compared[], isLanguage: IsLanguage): Omit<SuccessRates, 'coherent'> {
  const effect = ({ condition, unsteered }: Compared): number => condition.empathic - unsteered.empathic;
  const asPublished = (pair: Compared): boolean => pair.condition.alpha > 0 === effect(pair) > NONE;
  const strictly = (pair: Compared): boolean =>
    Math.sign(pair.condition.alpha) * effect(pair) > NONE && isLanguage(pair.condition, pair.unsteered);
  const share = (some: readonly Compared[], right: (pair: Compared) => boolean): number => some.filter(right).length / some.length;
  const up = pairs.filter(({ condition }) => condition.alpha > 0);
  const down = pairs.filter(({ condition }) => condition.alpha < 0);
  return {
    published: share(pairs, asPublished),
    up: share(up, asPublished),
    down: share(down, asPublished),
    strict: share(pairs, strictly),
    strictUp: share(up, strictly),
    strictDown: share(down, strictly),
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
