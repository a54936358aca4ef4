/** Many things that are to be drawn, one in each frame: together they would be one long task. */
const waiting: (() => void)[] = [];

/** Calls it in a frame of its own, after those that asked before. Gives the way to take that back. */
export function inTurn(draw: () => void): () => void {
  waiting.push(draw);
  if (waiting.length === 1) requestAnimationFrame(next);
  return () => {
    const at = waiting.indexOf(draw);
    // The first is replaced, not removed: its frame is underway, and the others wait for it.
    if (at === 0) waiting[0] = nothing;
    else if (at > 0) waiting.splice(at, 1);
  };
}

function next(): void {
  waiting[0]!();
  waiting.shift();
  if (waiting.length > 0) requestAnimationFrame(next);
}

const nothing = (): void => undefined;
