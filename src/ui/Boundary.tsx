/** Where drawing the page fails: says so instead of a blank page. What is stored in this browser is not touched. */
import { Component, type ReactNode } from 'react';

export class Boundary extends Component<{ children: ReactNode }, { failure: Error | null }> {
  override state = { failure: null as Error | null };

  static getDerivedStateFromError(failure: Error): { failure: Error } {
    return { failure };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (!failure) return this.props.children;
    return (
      <main className="section-body" role="alert" data-testid="page-failed">
        <h2>The page could not be drawn</h2>
        <p>{failure.message}</p>
        <p>
          This is a fault in the lab: please report it with the console output. Models and runs kept in this browser are not touched, and
          window.lab still answers.
        </p>
        <button type="button" className="primary" onClick={() => location.reload()}>
          Open the page anew
        </button>{' '}
        <button
          type="button"
          data-testid="open-recorded"
          onClick={() => location.assign(`${location.pathname}?again=${Date.now()}#layer=15`)}
        >
          Open it with the recorded run
        </button>
      </main>
    );
  }
}
