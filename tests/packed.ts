/** The package of src/graph as a stranger gets it: built, packed by npm and unpacked into a node_modules, beside what it needs. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const PACKAGE = 'eia-lab-graph';

export interface Packed {
  /** Has node_modules with the package and its dependency, and nothing else. */
  readonly root: string;
  remove(): void;
}

function run(command: string, args: string[], cwd?: string): void {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
}

export function packed(): Packed {
  const root = mkdtempSync(path.join(tmpdir(), 'eia-lab-graph-'));
  const [built, modules] = [path.join(root, 'built'), path.join(root, 'node_modules')];
  run(process.execPath, [
    'node_modules/vite/bin/vite.js',
    'build',
    '--config',
    'vite.lib.config.ts',
    '--outDir',
    built,
    '--logLevel',
    'warn',
  ]);
  run('npm', ['pack', built, '--pack-destination', root, '--silent']);
  const archive = readdirSync(root).find((name) => name.endsWith('.tgz'));
  if (!archive) throw new Error('npm pack left no archive');
  run('tar', ['-xzf', archive], root);
  mkdirSync(path.join(modules, '@bufbuild'), { recursive: true });
  cpSync(path.join(root, 'package'), path.join(modules, PACKAGE), { recursive: true });
  cpSync('node_modules/@bufbuild/protobuf', path.join(modules, '@bufbuild/protobuf'), { recursive: true });
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** The blocks of code in the package's README: a run, and how to go on writing. */
export function examples(readme: string): [run: string, goOn: string] {
  const [run, goOn, ...more] = [...readme.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code!);
  if (!run || !goOn || more.length > 0) throw new Error('its README has other examples than a run and how to go on');
  return [run, goOn];
}
