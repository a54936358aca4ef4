/** Passed or failed, with what failed; and, apart, the numbers behind the word. A device that fails may not plot. */
import type { SelfTest } from '../../protocol';
import { date, fixed, seconds, tiny } from '../parts/format';
import { CsvButton, type Cell } from '../parts/Table';
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
      {test.kept && (
        <p className="quiet-line" data-testid="self-test-kept">
          {t`The whole test passed here on ${date(test.kept.at)}. Now one of its texts was read again: ${
            test.kept.difference === 0
              ? t`the numbers are the same`
              : t`the numbers are the same to within ${tiny(test.kept.difference)} of the largest`
          }.`}
        </p>
      )}
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
    <>
      <table className="plain">
        <caption>{CAPTION}</caption>
        <tbody>
          {measured(test).map(({ name, value, print, wanted }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="numbers">{value === null ? t`none stored` : print(value)}</td>
              <td className="quiet-line">{wanted}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <CsvButton caption={CAPTION} columns={COLUMNS} rows={selfTestRows(test)} />
    </>
  );
}

const CAPTION = t`The numbers behind the self-test`;
const COLUMNS = [{ name: t`what was measured` }, { name: t`value` }, { name: t`what it must be` }];

/** A row a measurement: its name, the number in full (NaN where there is none; seconds for the time), and what it must be. */
export const selfTestRows = (test: SelfTest): Cell[][] =>
  measured(test).map(({ name, value, wanted }) => [{ text: name }, value ?? NaN, { text: wanted }]);

interface Measured {
  readonly name: string;
  /** null where there is nothing to measure it against. */
  readonly value: number | null;
  readonly print: (value: number) => string;
  readonly wanted: string;
}

const measured = (test: SelfTest): Measured[] => [
  { name: t`Change of the output when pushed by nothing`, value: test.zeroSteerDifference, print: tiny, wanted: t`must be 0` },
  {
    name: t`A push of 1 is read back as`,
    value: test.readOverWrite,
    print: (value) => fixed(value, 6),
    wanted: t`must be 1 to within ${tiny(test.tolerance)}`,
  },
  { name: t`Change in the block below the push`, value: test.leakBelow, print: tiny, wanted: t`must be 0` },
  {
    name: t`Cosine of reading on from what is remembered with reading all at once`,
    value: test.cacheCosine,
    print: (value) => fixed(value, 5),
    wanted: t`must reach 0.99 (0.9 where a file scales its numbers by all tokens)`,
  },
  {
    name: t`Lowest cosine with an independent program`,
    value: test.referenceCosine,
    print: (value) => fixed(value, 5),
    wanted: t`must reach 0.999`,
  },
  ...(test.kept
    ? [
        {
          name: t`A text read again: largest difference, of the largest number`,
          value: test.kept.difference,
          print: tiny,
          wanted: t`must stay below 1e-5 (0.01 in half precision)`,
        },
      ]
    : []),
  { name: t`Took`, value: test.seconds, print: seconds, wanted: '' },
];
