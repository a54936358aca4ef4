/** Nothing to see: says when this place of the page comes near the window, so that what stands here can be fetched. */
import { useEffect, useRef } from 'react';

interface Props {
  /** Another one is told anew: what is wanted here has changed. */
  readonly of: string;
  readonly onSeen: () => void;
  /** It is wanted by whoever is below it, too: what stands far under it is led to by itself. */
  readonly past?: boolean;
}

/** Half a screen before it is reached; and wherever it is left above. */
const NEAR = '50%';
const PAST = '10000000px 0px 50% 0px';

export function WhenSeen({ of, onSeen, past = false }: Props) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const watcher = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && onSeen(), {
      rootMargin: past ? PAST : NEAR,
    });
    watcher.observe(place.current!);
    return () => watcher.disconnect();
  }, [of, onSeen, past]);
  return <span ref={place} aria-hidden="true" />;
}
