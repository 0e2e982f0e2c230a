export interface LiveSwitchProps {
  live: boolean | undefined;
  change(changed: { live: true | undefined; from?: undefined; to?: undefined }): void;
}

/** Whether a search follows what comes; it ends a chosen time, which nothing new can be in. */
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
