/** Tables as CSV, for whoever draws them. */
export { encodeCsv } from '../formats/csv';
