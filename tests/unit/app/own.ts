/** Files that come with the page, of a catalogue with one tiny model. */
import { readFileSync } from 'node:fs';
import { RECORDING } from '../../recording';

const read = (path: string): string => readFileSync(`public/${path}`, 'utf8');

/** With the recording, and these scenario files as they are shipped. */
export const ownFiles = (...scenarios: readonly string[]): Record<string, string> => ({
  'models.json': JSON.stringify({
    models: [
      { id: 'tiny', name: 'Tiny', repo: 'owner/tiny', revision: 'main', dtype: 'q4', embedded: false, status: 'verified', needs: {} },
    ],
  }),
  ...Object.fromEntries(scenarios.map((id) => [`scenarios/${id}.json`, read(`scenarios/${id}.json`)])),
  'demo/empathy.json.gz': RECORDING,
});

/** The same, with a recording in which nothing was chosen: its choices are not those that a test asks. */
export const ownFilesUnasked = (...scenarios: readonly string[]): Record<string, string> => {
  const files = ownFiles(...scenarios);
  return { ...files, 'demo/empathy.json.gz': JSON.stringify({ ...(JSON.parse(files['demo/empathy.json.gz']!) as object), choices: [] }) };
};
