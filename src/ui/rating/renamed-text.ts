/** That somebody else has the name of a rater, in words. Pure. */
import { t } from '../../language/t';

/** " A rater has the name of one who is here and scored the same answers otherwise: kept as “Ann (2)”."; nothing where nobody does. */
export const renamedText = (renamed: readonly string[]): string =>
  renamed.length === 0
    ? ''
    : t` ${renamed.length === 1 ? t`A rater has` : t`Raters have`} the name of one who is here, and scored the same answers otherwise: kept as ${renamed.map((name) => `“${name}”`).join(t` and `)}.`;
