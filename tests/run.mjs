/**
 * `npm test`: lint and types, known vulnerabilities of what is shipped, the companion's tests, unit tests (some on its Python), build,
 * browser tests. Goes on after a failure, so that one run shows all, and ends with the line `N passed, N failed`.
 * `node tests/run.mjs unit` runs one stage.
 */
import { spawnSync } from 'node:child_process';
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

/** A stage is one test by its exit code, or as many as `count` reads from its report. */
function stage(name, command, args, count) {
  if (only && only !== name) return;
  console.log(`\n— ${name}: ${command} ${args.join(' ')}`);
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) console.error(error.message);
  if (status === UNKNOWN && MAY_BE_UNKNOWN.includes(name)) return void open.push(name);
  const counted = count?.() ?? { passed: 0, failed: 0 };
  if (!count || counted.passed + counted.failed === 0) counted[status === 0 && !count ? 'passed' : 'failed'] += 1;
  else if (status !== 0 && counted.failed === 0) counted.failed += 1;
  passed += counted.passed;
  failed += counted.failed;
}

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

stage('format', 'npx', ['prettier', '--check', '.']);
stage('lint', 'npx', ['eslint', '.', '--max-warnings', '0']);
stage('types', 'npx', ['tsc', '-p', '.']);
stage('audit', 'node', ['tests/audit.mjs']);
stage(
  'companion',
  'node',
  ['tests/companion/run.mjs', '--if-made'],
  report('companion.json', (counted) => counted),
);
const unit = report('unit.json', ({ numPassedTests, numFailedTests }) => ({ passed: numPassedTests, failed: numFailedTests }));
stage('unit', 'npx', ['vitest', 'run', '--reporter=default', '--reporter=json', '--outputFile.json=test-results/unit.json'], unit);
if (!only || only === 'browser') stage(only ?? 'build', 'npx', ['vite', 'build', '--logLevel', 'warn']);
const browser = report('browser.json', ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected }));
stage('browser', 'npx', ['playwright', 'test'], browser);

for (const name of open) console.log(`\n${name}: NOT KNOWN, neither passed nor failed; what it said stands above.`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
