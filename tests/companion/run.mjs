/**
 * `npm run test:companion`: the tests of public/companion, in a Python of their own (`.companion`, made anew where the pinned packages
 * changed). Ends with 2 where nothing could be learnt: there is no Python, or its packages cannot be had.
 * `--if-made` (npm test on a person's machine): only where it was made before, because it takes 1.7 GB. More words are names of tests.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where tests/run.mjs reads how many passed. */
const REPORT = 'test-results/companion.json';
const VENV = '.companion';
const WANTED = 'tests/companion/requirements.txt';
const MADE = join(VENV, 'made.txt');
/** Of torch 2.13 and the others. */
const VERSIONS = ['python3.11', 'python3.12', 'python3.13', 'python3'];

const names = process.argv.slice(2).filter((one) => one !== '--if-made');
const wanted = readFileSync(WANTED, 'utf8');
const isMade = existsSync(MADE) && readFileSync(MADE, 'utf8') === wanted;
const python = join(VENV, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
const run = (command, ...args) => spawnSync(command, args, { stdio: 'inherit' }).status;

function notKnown(why) {
  console.error(`The companion was not tested: ${why}`);
  process.exit(2);
}

mkdirSync('test-results', { recursive: true });
rmSync(REPORT, { force: true });
if (!isMade) {
  if (process.argv.includes('--if-made') && !process.env.CI)
    notKnown('`npm run test:companion` makes what it needs (a Python with torch, transformers and Ray: 1.7 GB).');
  const found = VERSIONS.find((name) => spawnSync(name, ['-m', 'venv', '--help']).status === 0);
  if (!found) notKnown(`there is no Python with venv (${VERSIONS.join(', ')}): install one from 3.11 on.`);
  const began = Date.now();
  // Not compiled: of what is installed the tests use a small part.
  const install = ['-m', 'pip', 'install', '--quiet', '--no-compile', '-r', WANTED];
  if (run(found, '-m', 'venv', '--clear', VENV) !== 0 || run(python, ...install) !== 0)
    notKnown(`the packages of ${WANTED} cannot be had; what pip says stands above.`);
  writeFileSync(MADE, wanted);
  console.log(`${VENV} was made in ${Math.round((Date.now() - began) / 1000)} s.`);
}
process.exit(run(python, 'tests/companion/main.py', REPORT, ...names) === 0 ? 0 : 1);
