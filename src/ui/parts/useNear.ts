/** Whether an element is in the window or close to it: what lies further away need not be drawn in full. */
import { useEffect, useRef, useState, type RefObject } from 'react';

/** So much of the window further. */
const NEAR = '25%';

export function useNear<T extends Element>(): [RefObject<T | null>, boolean] {
  const ref = useRef<T>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const watcher = new IntersectionObserver((entries) => setNear(entries.at(-1)!.isIntersecting), { rootMargin: NEAR });
    watcher.observe(ref.current!);
    return () => watcher.disconnect();
  }, []);
  return [ref, isNear];
}
