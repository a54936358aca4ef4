/** The table behind the AUROC chart; without rows until the first test pair is read. */
import { fewestOf } from '../../lab/report/tested';
import type { ShownRun } from '../../experiment/shown';
import { Twin } from '../parts/Twin';
import { aurocTwin } from './auroc-twin';

export function AurocTwin({ run, caption }: { readonly run: ShownRun; readonly caption: string }) {
  const { columns, rows } = aurocTwin(run);
  return <Twin caption={caption} columns={columns} rows={fewestOf(run.report) === 0 ? () => [] : rows} />;
}
