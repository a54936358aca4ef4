/**
 * What is asked for, once it is there: null before anything is, an Error where it cannot be had. `ask`: of two, the later one counts; the
 * same function is asked once.
 */
import { useEffect, useState } from 'react';

export function useComing<T>(ask: () => Promise<T>): T | Error | null {
  const [coming, setComing] = useState<T | Error | null>(null);
  useEffect(() => {
    let wanted = true;
    ask().then(
      (value) => wanted && setComing(() => value),
      (error: unknown) => wanted && setComing(error as Error),
    );
    return () => void (wanted = false);
  }, [ask]);
  return coming;
}
