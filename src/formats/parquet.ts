/** Parquet, in which hubs of data keep their tables: it is not read here, and what makes a file of texts of it is said. */
import { LabError } from '../error';
import { t } from '../language/t';

/** Whether the file begins as one does. */
export const isParquet = (bytes: Uint8Array): boolean => [0x50, 0x41, 0x52, 0x31].every((byte, i) => bytes[i] === byte);

/** How it is refused: `not-a-text`. */
export const parquetRefused = (file: string): LabError =>
  new LabError(
    'not-a-text',
    t`${file} is a Parquet file, which is not read here.`,
    t`In Python: import pandas; pandas.read_parquet("${file}").to_json("${file.replace(/\.parquet$/i, '')}.jsonl", orient="records", lines=True, force_ascii=False).`,
  );
