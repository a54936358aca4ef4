/** What README.md and docs say is so: numbers of the recording, commands, files that links name, pictures small enough. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { decodeExperiment } from '../../../src/experiment/run-file';
import { readingsOf } from '../../../src/experiment/lesson-readings';
import { remeasure } from '../../../src/experiment/remeasure';
import { partText } from '../../recording';

const PAGES = ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', ...readdirSync('docs').filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)]; // prettier-ignore
const text = (page: string): string => readFileSync(page, 'utf8');
const flat = (page: string): string => text(page).replace(/\s+/g, ' ');
const manifest = JSON.parse(text('package.json')) as {
  version: string;
  license: string;
  scripts: Record<string, string>;
  engines: { node: string };
};

/** A figure of a recorded set at block 15. */
async function recorded(set: string): Promise<(name: 'auroc' | 'aurocLow' | 'aurocHigh' | 'wordsAuroc' | 'shuffledHigh') => string> {
  const experiment = await remeasure(decodeExperiment(partText(set), set));
  const way = { band: [10, 19], unit: 'separation', template: true, edits: [], sampling: { temperature: 0, topP: 1, repetitionPenalty: 1, maxNewTokens: 64 }, file: null, model: null }; // prettier-ignore
  const read = readingsOf({ experiment, layer: 15, model: 'none', way: way as never, isLive: () => false, isRecorded: () => false });
  return (name) => Number(read(name)).toFixed(2);
}

test('the story has the numbers of the recording', async () => {
  const [free, matched] = [await recorded('empathy'), await recorded('empathy-matched')];
  const readme = flat('README.md');
  expect(readme).toContain(`AUROC ${free('auroc')} at block 15`);
  expect(readme).toContain(`Counting words, without any model, gets ${free('wordsAuroc')}`.replace('Counting', 'counting'));
  expect(readme).toContain(`one in forty gets ${free('shuffledHigh')} or more`);
  expect(readme).toContain(`${free('auroc')} becomes ${matched('auroc')}`);
  expect(readme).toContain(`${free('aurocLow')} to ${free('aurocHigh')} around that ${free('auroc')}`);
});

test('commands that they name are there', () => {
  for (const page of PAGES)
    for (const [, name] of text(page).matchAll(/npm run ([\w:-]+)/g))
      expect(manifest.scripts, `${page}: npm run ${name}`).toHaveProperty(name!);
});

test('files that they link to are there', () => {
  const lost = PAGES.flatMap((page) =>
    [...text(page).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)|(?:src|srcset)="([^":]+)"/g)]
      .map(([, link, source]) => path.join(path.dirname(page), link ?? source!))
      .filter((file) => !existsSync(file)),
  );
  expect(lost).toEqual([]);
});

test('places that docs/console.md links to are there', () => {
  const page = text('docs/console.md');
  const places = [...page.matchAll(/^#+ (.*)$/gm)].map(([, title]) => title!.toLowerCase());
  for (const [, place] of page.matchAll(/\]\(#([^)]+)\)/g)) expect(places).toContain(place);
});

test('pictures are small, and each is shown', () => {
  for (const name of readdirSync('docs').filter((name) => name.endsWith('.webp'))) {
    expect(statSync(`docs/${name}`).size, name).toBeLessThan(150_000);
    expect(text('README.md')).toContain(`docs/${name}`);
  }
});

test('sizes and versions are those of the files', () => {
  const sizes = readdirSync('public/models', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(path.join(entry.parentPath, entry.name)).size);
  const model = `${Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1e6)} MB`;
  expect(flat('README.md')).toContain(`SmolLM2-135M-Instruct (${model}, part of this repository)`);
  expect(flat('docs/hosting.md')).toContain(`of it ${model} the included model`);
  expect(flat('README.md')).toContain(`Node ${/[\d.]+/.exec(manifest.engines.node)![0]} or newer`);
  expect(text('CITATION.cff')).toContain(`\nversion: ${manifest.version}\nlicense: ${manifest.license}\n`);
});
