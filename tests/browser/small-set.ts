/** A set of five pairs and a tiny model, for tests of what a run leaves and not of what it finds. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { ScenarioSet } from '../../src/formats/scenario-set';
import { expect, fixture } from './fixtures';

const shipped = JSON.parse(readFileSync(new URL('../../public/scenarios/empathy.json', import.meta.url), 'utf8')) as ScenarioSet;
const some = (split: 'train' | 'test', n: number) => shipped.pairs.filter((pair) => pair.split === split).slice(0, n);

/** Three pairs to train on and two to test: ten texts. */
export const small: ScenarioSet = {
  ...shipped,
  id: 'small',
  name: 'A small set',
  pairs: [...some('train', 3), ...some('test', 2)],
  scored: [],
};
/** A set as a file that is handed to the page. */
export const asFile = (set: ScenarioSet) => ({
  name: `${set.id}.json`,
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify(set)),
});

/** Loads the tiny model from its folder. */
export async function loadTiny(page: Page): Promise<void> {
  await page.getByTestId('load-folder').setInputFiles(fileURLToPath(fixture('tiny-llama-builder')));
  await expect(page.getByTestId('storage-note')).toContainText('was loaded', { timeout: 60_000 });
}

/** Puts the small set into an open page, with the tiny model. */
export async function openSmall(page: Page): Promise<void> {
  await page.getByTestId('scenario-file').setInputFiles(asFile(small));
  await loadTiny(page);
}

/** Has the loaded model read the small set. */
export async function readSmall(page: Page): Promise<void> {
  await page.getByTestId('run-button').click();
  await expect(page.getByTestId('run-note')).toContainText('Read 10 texts', { timeout: 60_000 });
}
