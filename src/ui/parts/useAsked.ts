/** What the analysis worker answers to a picture's question. */
import { useEffect, useState } from 'react';
import { errorData } from '../../error';

/** A question with its answer, or with the reason why there is none. */
export type Asked<Q, A> = { readonly question: Q } & ({ readonly answer: A } | { readonly failure: string });

/**
 * The last answer that came, with its question, so that nothing jumps while the next is made; null before the first. `question` and `ask`
 * have to stay the same objects for as long as nothing else is asked. Whoever moves on takes the question back.
 */
export function useAsked<Q, A>(question: Q, ask: (question: Q, signal: AbortSignal) => Promise<A>): Asked<Q, A> | null {
  const [asked, setAsked] = useState<Asked<Q, A> | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    ask(question, signal).then(
      (answer) => signal.aborted || setAsked({ question, answer }),
      (error: unknown) => signal.aborted || setAsked({ question, failure: errorData(error).message }),
    );
    return () => stop.abort();
  }, [question, ask]);
  return asked;
}
