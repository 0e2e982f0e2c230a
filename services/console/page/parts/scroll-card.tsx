import type { ReactNode } from 'react';

/** A card that may have no links or buttons, and scrolls sideways where there is little room: by keyboard too. */
export function ScrollCard({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="card" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
