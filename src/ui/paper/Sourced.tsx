/** A published figure with the mark of its source, and what the marks mean. */
import { SOURCES, type Source } from '../../lab/paper/published';

const MARKS: Readonly<Record<Source, string>> = { repository: 'f', readme: 'r', paper: 'p', recomputed: 'c' };

interface Props {
  readonly children: string;
  readonly source: Source;
}

export function Sourced({ children, source }: Props) {
  return (
    <span className="sourced" title={SOURCES[source]}>
      {children}
      <sup aria-label={SOURCES[source]}>{MARKS[source]}</sup>
    </span>
  );
}

export function SourceKey() {
  return (
    <p className="quiet-line source-key">
      {(Object.keys(SOURCES) as Source[]).map((source, i) => (
        <span key={source}>
          {i > 0 && '; '}
          <sup>{MARKS[source]}</sup> {SOURCES[source]}
        </span>
      ))}
      .
    </p>
  );
}
