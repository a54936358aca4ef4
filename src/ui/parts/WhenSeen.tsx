/** Nothing to see: says when this place of the page comes near the window, so that what stands here can be fetched. */
import { useEffect, useRef } from 'react';

interface Props {
  /** Another one is told anew: what is wanted here has changed. */
  readonly of: string;
  readonly onSeen: () => void;
}

/** Half a screen before it is reached. */
const NEAR = '50%';

export function WhenSeen({ of, onSeen }: Props) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const watcher = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && onSeen(), {
      rootMargin: NEAR,
    });
    watcher.observe(place.current!);
    return () => watcher.disconnect();
  }, [of, onSeen]);
  return <span ref={place} aria-hidden="true" />;
}
