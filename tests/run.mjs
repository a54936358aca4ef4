/**
 * `npm test`: lint and types, known vulnerabilities of what is shipped, beside them the companion's tests; then unit tests (some on its
 * Python), build, browser tests. Goes on after a failure, so that one run shows all, and ends with the line `N passed, N failed`.
 * `node tests/run.mjs unit` runs one stage.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

const only = process.argv[2];
mkdirSync('test-results', { recursive: true });
let passed = 0;
let failed = 0;
/** Stages that could learn nothing here; named at the end, and never counted as passed. */
const open = [];

/** How tests/audit.mjs and tests/companion/run.mjs end where they could learn nothing. */
const UNKNOWN = 2;
const MAY_BE_UNKNOWN = ['audit', 'companion'];

/** One test by its exit code, or as many as `count` reads from its report. `aside`: what it says is printed once it has ended. */
async function stage(name, command, args, { count, aside = false } = {}) {
  if (only && only !== name) return;
  const title = `\n— ${name}: ${command} ${args.join(' ')}`;
  if (!aside) console.log(title);
  const { status, said } = await run(command, args, aside);
  if (aside) console.log(`${title}\n${said}`);
  if (status === UNKNOWN && MAY_BE_UNKNOWN.includes(name)) return void open.push(name);
  const counted = count?.() ?? { passed: 0, failed: 0 };
  if (!count || counted.passed + counted.failed === 0) counted[status === 0 && !count ? 'passed' : 'failed'] += 1;
  else if (status !== 0 && counted.failed === 0) counted.failed += 1;
  passed += counted.passed;
  failed += counted.failed;
}

/** How the command ended, and what it said where that was kept. */
const run = (command, args, aside) =>
  new Promise((done) => {
    const said = [];
    const child = spawn(command, args, { stdio: aside ? ['ignore', 'pipe', 'pipe'] : 'inherit', shell: process.platform === 'win32' });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => said.push(part));
    child.on('error', (error) => console.error(error.message));
    child.on('close', (status) => done({ status, said: Buffer.concat(said).toString('utf8') }));
  });

function report(file, read) {
  const path = `test-results/${file}`;
  rmSync(path, { force: true });
  return () => {
    try {
      return read(JSON.parse(readFileSync(path, 'utf8')));
    } catch (error) {
      console.error(`No report: ${error.message}`);
      return { passed: 0, failed: 0 };
    }
  };
}

const companion = report('companion.json', (counted) => counted);
/** Side by side: each waits for one core, or for the network. */
await Promise.all([
  (async () => {
    await stage('format', 'npx', ['prettier', '--check', '.'], { aside: true });
    await stage('lint', 'npx', ['eslint', '.', '--max-warnings', '0'], { aside: true });
    await stage('types', 'npx', ['tsc', '-p', '.'], { aside: true });
    await stage('audit', 'node', ['tests/audit.mjs'], { aside: true });
  })(),
  stage('companion', 'node', ['tests/companion/run.mjs', '--if-made'], { count: companion, aside: true }),
]);
const unit = report('unit.json', ({ numPassedTests, numFailedTests }) => ({ passed: numPassedTests, failed: numFailedTests }));
const UNIT = ['vitest', 'run', '--reporter=default', '--reporter=json', '--outputFile.json=test-results/unit.json'];
await stage('unit', 'npx', UNIT, { count: unit });
if (!only || only === 'browser') await stage(only ?? 'build', 'npx', ['vite', 'build', '--logLevel', 'warn']);
const browser = report('browser.json', ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected }));
await stage('browser', 'npx', ['playwright', 'test'], { count: browser });

for (const name of open) console.log(`\n${name}: NOT KNOWN, neither passed nor failed; what it said stands above.`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
