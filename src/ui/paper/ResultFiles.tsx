/** Result files of the paper that were opened: what they state, and what follows from the values they list. */
import { openPaperResults } from '../../app/lower-actions';
import type { LabState } from '../../app/store';
import { FolderButton } from '../disk/FolderButton';
import { forget } from '../parts/forget';
import { compact, count, fixed, percent, pValue, tick } from '../parts/format';
import { number, said } from './paper-cell';
import { ScrolledTable } from './ScrolledTable';
import { printed, SuccessTable, type SuccessRow } from './SuccessTable';
import { t } from '../../language/t';

type Opened = LabState['paper'][number];
type Results<K extends Opened['results']['kind']> = Opened['results'] & { kind: K };

export function ResultFiles({ files }: { readonly files: LabState['paper'] }) {
  return (
    <>
      <h4>{t`From result files`}</h4>
      <p className="about">{t`Open files of the paper’s repository, several at once if you like, and the lab makes their figures anew: the success table from detailed_analysis.json, correlations from eia_correlation.json, and what the others list. The files stay on this machine.`}</p>
      <FolderButton
        accept=".json,application/json"
        testId="paper-files"
        onFiles={(chosen) =>
          forget(openPaperResults(chosen.map((one) => (one instanceof File ? one : one.file)).filter((one) => one instanceof File)))
        }
      >{t`Open result files…`}</FolderButton>
      {files.map(({ file, results }) => (
        <section key={file} className="paper-file" data-testid="paper-file" data-kind={results.kind}>
          <h5>{file}</h5>
          <Opened file={file} results={results} />
        </section>
      ))}
    </>
  );
}

function Opened({ file, results }: Opened) {
  switch (results.kind) {
    case 'steering':
      return <Steering file={file} results={results} />;
    case 'probes':
      return <Probes results={results} />;
    case 'correlation':
      return <Correlation results={results} />;
    case 'random':
      return <Random results={results} />;
    case 'examples':
      return (
        <p>{t`${count(results.scenarios.length, 'situation')} at layer ${results.layer}, one answer each at α = ${[...new Set(results.scenarios.flatMap(({ alphas }) => alphas))].map(tick).join(', ')}. No answer of it is judged in this file, so there is no rate to count.`}</p>
      );
  }
}

const three = (value: number): string => fixed(value, 3);

function Steering({ file, results }: { readonly file: string; readonly results: Results<'steering'> }) {
  const rows = results.anew.flatMap(({ name, of }): SuccessRow[] => [
    { name, conditions: of.conditions, cells: printed(of.rates) },
    { name: t`a vector that does nothing`, conditions: of.conditions, cells: printed(of.chance), chance: true },
  ]);
  const without = results.anew.reduce((sum, { of }) => sum + of.without, 0);
  return (
    <>
      <SuccessTable caption={t`Steering success, counted from ${file}`} rows={rows} testId="paper-recomputed" />
      {without > 0 && (
        <p className="quiet-line">{t`Left out, for want of answers at α = 0: ${count(without, 'layer and situation', 'layers and situations')}.`}</p>
      )}
    </>
  );
}

function Probes({ results }: { readonly results: Results<'probes'> }) {
  return (
    <ScrolledTable
      caption={t`Probes by layer`}
      heads={[t`model`, t`layer`, 'AUROC', t`accuracy`, t`separation`]}
      testId="paper-probes"
      rows={results.models.flatMap(({ name, layers }, m) =>
        layers.map(({ layer, auroc, accuracy, separation }) => ({
          key: `${m} ${layer}`,
          cells: [
            ...[said(name), number(layer), number(auroc, three), number(accuracy, (value) => percent(value, 1))],
            number(separation, compact),
          ],
        })),
      )}
    />
  );
}

function Correlation({ results }: { readonly results: Results<'correlation'> }) {
  const { pearson, spearman, zeroAgainstTwo } = results.anew;
  const { most, count: apart } = zeroAgainstTwo;
  return (
    <ScrolledTable
      caption={t`Score at layer ${results.layer} and EIA rating, ${count(results.texts.length, 'text')}`}
      heads={[t`figure`, t`stated`, t`made anew`]}
      testId="paper-correlation"
      rows={[
        {
          key: 'r',
          cells: [t`Pearson r`, `${three(results.pearson)}, ${pValue(results.pearsonP)}`, anew(pearson, results.texts)].map(said),
        },
        {
          key: 'rho',
          cells: [t`Spearman ρ`, `${three(results.spearman)}, ${pValue(results.spearmanP)}`, anew(spearman, results.texts)].map(said),
        },
        {
          key: 'apart',
          cells: [
            said(t`0 against 2`),
            number(results.accuracy, (value) => percent(value)),
            said(
              Number.isNaN(most)
                ? t`no texts of both ratings are listed`
                : t`at most ${percent(most)} of ${count(apart, 'text')}: the best of all thresholds, for the file names none`,
            ),
          ],
        },
      ]}
    />
  );
}

/** A coefficient with its p, or why there is none. */
function anew({ r, p, n }: { readonly r: number; readonly p: number; readonly n: number }, texts: Results<'correlation'>['texts']): string {
  if (Number.isFinite(r)) return `${fixed(r, 3)}, ${pValue(p)}`;
  if (n < 3) return t`none: it takes three texts, and ${n === 1 ? t`one is` : t`${n} are`} listed`;
  const alike = (of: 'score' | 'rating'): boolean => texts.every((text) => text[of] === texts[0]![of]);
  return t`none: ${[...(alike('score') ? [t`all scores`] : []), ...(alike('rating') ? [t`all ratings`] : [])].join(t` and `)} are the same`;
}

function Random({ results }: { readonly results: Results<'random'> }) {
  const { trials, mean, sd, percentile95, max, reach } = results.anew;
  return (
    <p>{t`Layer ${results.layer}: the direction has AUROC ${fixed(results.auroc, 3)}; ${count(trials, 'random direction')} have ${fixed(mean, 3)} on average (sd ${fixed(sd, 3)}), ${fixed(percentile95, 3)} at the 95th percentile and ${fixed(max, 3)} at most; ${reach} of them reach the direction.`}</p>
  );
}
