/** What a load would fetch, file by file, before any of it is fetched. */
import type { RemoteFile } from '../../protocol';
import { Fold } from '../parts/Fold';
import { bytes, count } from '../parts/format';
import { CsvButton, type Cell } from '../parts/Table';
import { t } from '../../language/t';

/** Sum of the known lengths; null if none is known. */
export function totalBytes(files: readonly RemoteFile[]): number | null {
  const known = files.filter((file) => file.bytes !== null);
  return known.length === 0 ? null : known.reduce((sum, file) => sum + (file.bytes ?? 0), 0);
}

const COLUMNS = [{ name: t`File` }, { name: t`Bytes` }, { name: t`SHA-256` }];

/** A row a file: its path, its length in bytes (NaN where nobody says), and the whole SHA-256 ('' where nobody says). */
export const fileRows = (files: readonly RemoteFile[]): Cell[][] =>
  files.map(({ path, bytes: size, sha256 }) => [{ text: path }, size ?? NaN, { text: sha256 ?? '' }]);

export function FileList({ files }: { files: readonly RemoteFile[] }) {
  const total = totalBytes(files);
  return (
    <Fold
      id="files"
      className="file-list"
      testId="file-list"
      title={`${count(files.length, 'file')}, ${total === null ? t`of unknown size` : bytes(total)}`}
    >
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t`File`}</th>
            <th scope="col">{t`Size`}</th>
            <th scope="col">{t`SHA-256`}</th>
          </tr>
        </thead>
        <tbody>
          {files.map(({ path, bytes: size, sha256 }) => (
            <tr key={path}>
              <th scope="row">{path}</th>
              <td>{size === null ? t`not said` : bytes(size)}</td>
              <td>{sha256 === null ? t`not said; taken while it downloads` : <code title={sha256}>{sha256.slice(0, 12)}…</code>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <CsvButton caption={t`Files of a load`} columns={COLUMNS} rows={fileRows(files)} />
    </Fold>
  );
}
