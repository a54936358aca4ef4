/** A value that is made anew more often than it changes. */
import { useState } from 'react';

/** The value of this key that came first: the same object for as long as the key is the same. */
export function useSame<T>(value: T, key: string): T {
  const [kept, keep] = useState({ key, value });
  if (kept.key === key) return kept.value;
  keep({ key, value });
  return value;
}
