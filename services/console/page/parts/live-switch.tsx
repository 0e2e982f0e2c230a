export interface LiveSwitchProps {
  live: boolean | undefined;
  change(changed: { live: true | undefined; from?: undefined; to?: undefined }): void;
}

/** Switches live mode. That ends a fixed time range, in which nothing new can appear. */
export function LiveSwitch({ live, change }: LiveSwitchProps) {
  return (
    <button
      type="button"
      aria-pressed={live === true}
      onClick={() => change(live ? { live: undefined } : { live: true, from: undefined, to: undefined })}
    >
      Live
    </button>
  );
}
