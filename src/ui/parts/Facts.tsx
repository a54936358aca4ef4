/** Numbers worth quoting, each with its name above and what qualifies it below. */
import type { ReactNode } from 'react';

/** Name, value, note. */
export type Fact = readonly [name: ReactNode, value: string, note: string];

interface Props {
  facts: readonly Fact[];
  testId: string;
  /** Further data attributes, for tests. */
  data: Readonly<Record<`data-${string}`, number>>;
}

export function Facts({ facts, testId, data }: Props) {
  return (
    <dl className="facts facts-big" data-testid={testId} {...texts(data)}>
      {facts.map(([name, value, note], i) => (
        <div key={i}>
          <dt>{name}</dt>
          <dd>
            {value} <small>{note}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** React warns of NaN as an attribute; as text it is one like any other. */
const texts = (data: Props['data']): Record<string, string> =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [name, String(value)]));
