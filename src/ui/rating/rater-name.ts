/** What a rater is called: a person by name alone, anybody else with what they are. */
import type { Rater } from '../../experiment/rating';

export const raterName = ({ by, source }: Rater): string => (source === 'person' ? by : `${by} (${source})`);
