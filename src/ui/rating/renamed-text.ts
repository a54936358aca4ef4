/** That somebody else has the name of a rater, in words. Pure. */

/** " A rater has the name of one who is here and scored the same answers otherwise: kept as “Ann (2)”."; nothing where nobody does. */
export const renamedText = (renamed: readonly string[]): string =>
  renamed.length === 0
    ? ''
    : ` ${renamed.length === 1 ? 'A rater has' : 'Raters have'} the name of one who is here, and scored the same answers otherwise: kept as ${renamed.map((name) => `“${name}”`).join(' and ')}.`;
