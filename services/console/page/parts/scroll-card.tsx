import type { ReactNode } from 'react';

/** A card that scrolls sideways where there is little room. It takes the focus, so that the keyboard can scroll it even without links. */
export function ScrollCard({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="card" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
