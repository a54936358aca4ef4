/**
 * Where drawing the page fails, or what lies below its first screen does not come: says so instead of a blank page. What is stored in this
 * browser is not touched.
 */
import { Component, type ReactNode } from 'react';
import { t } from '../language/t';

interface Props {
  readonly children: ReactNode;
  readonly of: keyof typeof SAID;
  readonly onFailure?: () => void;
}

const SAID = {
  page: {
    title: t`The page could not be drawn`,
    hint: t`This is a fault in the lab: please report it with the console output.`,
  },
  rest: {
    title: t`The rest of the page could not be opened`,
    hint:
      t`If parts of the program did not come, the server is away or has a newer version by now: open the page anew. If that does not help, it ` +
      t`is a fault in the lab: please report it with the console output.`,
  },
};

export class Boundary extends Component<Props, { failure: Error | null }> {
  override state = { failure: null as Error | null };

  static getDerivedStateFromError(failure: Error): { failure: Error } {
    return { failure };
  }

  override componentDidCatch(): void {
    this.props.onFailure?.();
  }

  override render(): ReactNode {
    const { failure } = this.state;
    const { children, of } = this.props;
    if (!failure) return children;
    const { title, hint } = SAID[of];
    return (
      <div className="section-body" role="alert" data-testid="page-failed">
        <h2>{title}</h2>
        <p>{failure.message}</p>
        <p>{t`${hint} Models and runs kept in this browser are not touched.`}</p>
        <button type="button" className="primary" onClick={() => location.reload()}>{t`Open the page anew`}</button>{' '}
        <button
          type="button"
          data-testid="open-recorded"
          onClick={() => location.assign(`${location.pathname}?again=${Date.now()}#layer=15`)}
        >{t`Open it with the recorded run`}</button>
      </div>
    );
  }
}
