/** How to make a model that nobody has published for browsers: one command, then a folder. */
import type { CatalogueEntry } from '../../hub/catalogue';
import { To } from '../parts/To';
import { rich } from '../parts/rich';

export function ExporterNote({ entry }: { entry: CatalogueEntry }) {
  return (
    <div className="note" data-testid="exporter">
      <p>{entry.note}</p>
      <p>
        <code>{entry.exporter}</code>
      </p>
      <p>{rich`Then choose “Load a folder” in ${(<To place="storage" />)}, or drop the folder there. To serve it to other machines, put the folder on a server of yours as ${(
        <code>
          {entry.repo}/resolve/{entry.revision}
        </code>
      )}, let this page read it (CORS), and name the server as the hub below.`}</p>
    </div>
  );
}
