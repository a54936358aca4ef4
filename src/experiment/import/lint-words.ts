/** Single words that tell the two sides apart: any word, and the concept's own. */
import { words } from '../../lab/words';
import { t } from '../../language/t';

/** [pair] the different words of each side. */
export interface Vocabulary {
  readonly positive: readonly ReadonlySet<string>[];
  readonly negative: readonly ReadonlySet<string>[];
}
interface Concept {
  readonly name: string;
  readonly positive: string;
  readonly negative: string;
}

/** A word gives the class away where the shares of texts that have it differ by this much. */
const TELLING = 0.8;
/** With fewer pairs some word always does. */
const FEWEST = 8;

const countIn = (texts: readonly ReadonlySet<string>[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of text) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
};
const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** The word that tells the sides apart best, where it gives the class away: a sentence, or none. */
export function tellingWord({ positive, negative }: Vocabulary, concept: Concept): string[] {
  const [n, m] = [positive.length, negative.length];
  if (Math.min(n, m) < FEWEST) return [];
  const [yes, no] = [countIn(positive), countIn(negative)];
  const [best] = [...new Set([...yes.keys(), ...no.keys()])]
    .map((word) => ({ word, yes: (yes.get(word) ?? 0) / n, no: (no.get(word) ?? 0) / m }))
    .filter((one) => Math.abs(one.yes - one.no) >= TELLING)
    .sort((a, b) => Math.abs(b.yes - b.no) - Math.abs(a.yes - a.no) || (a.word < b.word ? -1 : 1));
  return best
    ? [
        t`One word gives the class away: “${best.word}” stands in ${percent(best.yes)} of the texts of “${concept.positive}” and in ${percent(best.no)} of those of “${concept.negative}”. Whoever looks for that word needs no concept.`,
      ]
    : [];
}

/** Names of sides that name no concept. */
const NO_CONCEPT = new Set(
  t`positive negative matching chosen rejected true false label with without less more other first second task pairs train test data texts`.split(
    ' ',
  ),
);
/** Letters by which forms of a word are taken for one: empathy, empathic, empathetic. */
const STEM = 5;
/** A word stands on one side only where it is in this share of its texts, and in a tenth as many of the other. */
const SHARE = 0.05;

/** How words of the concept's own names begin, each once; short words, and names of sides that name no concept, are none of them. */
export function ownStems({ name, positive, negative }: Concept): string[] {
  const own = words(`${name} ${positive} ${negative}`).filter((word) => word.length > 3 && !NO_CONCEPT.has(word));
  return [...new Set(own.map((word) => word.slice(0, STEM)))];
}

/** Words of the concept's own names that stand on one side only: a sentence for each. */
export function conceptWordSentences({ positive, negative }: Vocabulary, concept: Concept): string[] {
  return ownStems(concept).flatMap((stem) => {
    const having = (texts: readonly ReadonlySet<string>[]): number =>
      texts.filter((text) => [...text].some((word) => word.startsWith(stem))).length;
    const [yes, no] = [having(positive), having(negative)];
    const [more, less] = [Math.max(yes, no), Math.min(yes, no)];
    if (more < 2 || more < SHARE * positive.length || less * 10 > more) return [];
    return [
      t`The concept is named on one side: words that begin with “${stem}” stand in ${yes} texts of “${concept.positive}” and in ${no} of “${concept.negative}”. A direction may be about the name, not about what it means.`,
    ];
  });
}
