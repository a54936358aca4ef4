/**
 * Asks the registry for known vulnerabilities of the packages that are shipped. Ends with 0: none; 1: some, named; 2: the registry could
 * not be asked, so that nothing is known. `LAB_AUDIT=required` makes the third a failure: for a release.
 */
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

/** What an answer of `npm audit --json` means: { code, says }, the code as above. */
export function judge(output) {
  let report;
  try {
    report = JSON.parse(output);
  } catch {
    return { code: 2, says: `npm audit said nothing that can be read: ${output.trim().slice(0, 200) || 'no word'}` };
  }
  if (!report.vulnerabilities || !report.metadata) {
    const why = report.message ?? report.error?.summary ?? 'no list of vulnerabilities came back';
    return { code: 2, says: `the registry could not be asked: ${why}` };
  }
  const known = Object.values(report.vulnerabilities);
  const title = ({ name, severity, via }) =>
    `${name} (${severity}): ${via.map((one) => (typeof one === 'string' ? `through ${one}` : `${one.title} ${one.url}`)).join('; ')}`;
  return known.length === 0
    ? { code: 0, says: `none is known of ${report.metadata.dependencies?.prod ?? 'the'} shipped packages` }
    : { code: 1, says: known.map(title).join('\n') };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', shell: process.platform === 'win32' });
  const { code, says } = judge(stdout ?? '');
  console.log(`Known vulnerabilities: ${says}`);
  process.exit(code === 2 && process.env.LAB_AUDIT === 'required' ? 1 : code);
}
