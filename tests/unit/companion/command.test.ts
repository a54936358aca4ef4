/** The commands that hand the program out, and that all of it is handed out. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { companionCommands, outFile, PROGRAM } from '../../../src/experiment/companion/command';
import { MODELS } from '../../../src/lab/paper/published';

const ROOT = new URL('../../../public/companion/', import.meta.url);
const plain = { model: 'owner/Model-7B', template: false, maxTokens: 512, reader: 'alone' } as const;

test('every file of the program is handed out', () => {
  const there = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  expect(there.filter((path) => /\.(py|txt)$/.test(path)).sort()).toEqual([...PROGRAM].sort());
});

test('one process: go there, install, read with the cut of the page', () => {
  expect(companionCommands(plain)).toEqual([
    'cd eia-lab-companion',
    'pip install -r requirements.txt',
    'python read.py set.json --model=owner/Model-7B --out model-7b.safetensors --max-tokens 512',
  ]);
});

test('template and Ray are said, and Ray is installed', () => {
  const [, install, read] = companionCommands({ ...plain, template: true, maxTokens: 64, reader: 'ray-cluster' });
  expect(install).toBe('pip install -r requirements.txt "ray[data]"');
  expect(read).toMatch(/--max-tokens 64 --template --ray auto --workers 4$/);
  expect(companionCommands({ ...plain, reader: 'ray-here' })[2]).toMatch(/ --ray local --workers 2$/);
});

test('whatever a model is called, it is one word of the shell', () => {
  const of = (model: string): string => companionCommands({ ...plain, model })[2];
  expect(of('/data/my model')).toContain(" --model='/data/my model' --out my-model.safetensors");
  expect(of("it's; rm -rf ~")).toContain(` --model='it'\\''s; rm -rf ~' `);
  expect(of('$(x)')).toContain(" --model='$(x)' ");
  expect(of('--help')).toContain(" --model='--help' ");
  expect(outFile('///')).toBe('activations.safetensors');
});

test('the options of the commands are those of the program', () => {
  const program = readFileSync(new URL('read.py', ROOT), 'utf8');
  const used = MODELS.flatMap(({ repo }) => companionCommands({ ...plain, model: repo, template: true, reader: 'ray-here' }).join(' '));
  for (const option of new Set(used.join(' ').match(/--[a-z-]+/g))) expect(program).toContain(`"${option}"`);
});
