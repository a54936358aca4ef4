/** Passed or failed, with what failed; and, apart, the numbers behind the word. A device that fails may not plot. */
import type { SelfTest } from '../../protocol';
import { fixed, seconds, tiny } from '../parts/format';
import { Term } from '../parts/Term';
import { t } from '../../language/t';

export function SelfTestBadge({ test, onCpu }: { test: SelfTest; onCpu: boolean }) {
  return (
    <div className="self-test">
      <p>
        <span
          className={`badge ${test.passed ? 'badge-good' : 'badge-bad'}`}
          data-testid="self-test-badge"
          data-passed={test.passed}
        >{t`Self-test ${test.passed ? t`passed` : t`failed`}`}</span>{' '}
        <span className="quiet-line">
          <Term id="self-test">{t`What is this?`}</Term>
        </span>
      </p>
      {test.failures.length > 0 && (
        <>
          <ul className="note note-bad">
            {test.failures.map((failure) => (
              <li key={failure}>{failure}</li>
            ))}
          </ul>
          <p>{t`Nothing is measured on this device${onCpu ? t`. Another browser, or another file of the same model, may do better` : ''}.`}</p>
        </>
      )}
    </div>
  );
}

/** What the self-test measured, and what it had to. */
export function SelfTestNumbers({ test }: { test: SelfTest }) {
  return (
    <table className="plain">
      <caption>{t`The numbers behind the self-test`}</caption>
      <tbody>
        {rows(test).map(([name, value, wanted]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="numbers">{value}</td>
            <td className="quiet-line">{wanted}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const rows = (test: SelfTest): [string, string, string][] => [
  [t`Change of the output when pushed by nothing`, tiny(test.zeroSteerDifference), t`must be 0`],
  [t`A push of 1 is read back as`, fixed(test.readOverWrite, 6), t`must be 1 to within ${tiny(test.tolerance)}`],
  [t`Change in the block below the push`, tiny(test.leakBelow), t`must be 0`],
  [
    t`Cosine of reading on from what is remembered with reading all at once`,
    fixed(test.cacheCosine, 5),
    t`must reach 0.99 (0.9 where a file scales its numbers by all tokens)`,
  ],
  [
    t`Lowest cosine with an independent program`,
    test.referenceCosine === null ? t`none stored` : fixed(test.referenceCosine, 5),
    t`must reach 0.999`,
  ],
  [t`Took`, seconds(test.seconds), ''],
];
