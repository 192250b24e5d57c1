import { Component, useState, type ReactNode } from 'react';
import { workbench as texts } from '../../../src/texts/workbench';

/** Errors of scripts that failed to load: the connection broke, or the server has a newer release without them. */
const notLoaded = new WeakSet<object>();
addEventListener('vite:preloadError', (event) => {
  if ('payload' in event && event.payload instanceof Error) notLoaded.add(event.payload);
});

interface BoundaryProps {
  readonly children: ReactNode;
  /** A new value resets the boundary. */
  readonly place?: string;
  /** Renders the message; plain by default. */
  readonly frame?: (said: ReactNode) => ReactNode;
}

/** Shows a message in place of a part that failed to render. The rest of the page keeps working. */
export class Boundary extends Component<BoundaryProps, { readonly fault: unknown }> {
  override state: { readonly fault: unknown } = { fault: null };

  static getDerivedStateFromError(fault: unknown): { readonly fault: unknown } {
    return { fault };
  }

  override componentDidUpdate({ place }: BoundaryProps): void {
    if (place !== this.props.place && this.state.fault !== null) this.setState({ fault: null });
  }

  override render(): ReactNode {
    const { fault } = this.state;
    const { children, frame = (said) => said } = this.props;
    if (fault === null) return children;
    return frame(<Broken text={typeof fault === 'object' && notLoaded.has(fault) ? texts.notLoaded : texts.broken} />);
  }
}

/** A browser may cache a failed import, so the page is reloaded, but only once the server answers again. */
function Broken({ text }: { readonly text: string }): ReactNode {
  const [asking, setAsking] = useState(false);
  const [away, setAway] = useState(false);
  const again = async (): Promise<void> => {
    setAsking(true);
    const there = await fetch(location.href, { cache: 'no-store' }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (there) return location.reload();
    setAsking(false);
    setAway(true);
  };
  return (
    <div className="notice bad" role="alert">
      <p>{text}</p>
      {away && <p>{texts.stillAway}</p>}
      <p>
        <button type="button" className="button" disabled={asking} onClick={() => void again()}>
          {texts.reopen}
        </button>
      </p>
    </div>
  );
}
