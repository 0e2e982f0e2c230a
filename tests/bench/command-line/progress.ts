import { clearLine, cursorTo } from 'node:readline';

const REDRAW_EVERY_MILLISECONDS = 250;

export interface Progress {
  show(what: string, done: number, total: number): void;
  end(): void;
}

/** Shows the progress of each part on one line of a terminal; elsewhere it prints a line when a part begins. */
export function progress(stream: NodeJS.WriteStream): Progress {
  let last = '';
  let drawnAt = 0;
  const redraw = (text: string) => {
    cursorTo(stream, 0);
    clearLine(stream, 0);
    stream.write(text);
  };
  return {
    show: (what, done, total) => {
      const isNew = what !== last;
      last = what;
      if (!stream.isTTY) return void (isNew && stream.write(`${what} …\n`));
      if (!isNew && done < total && performance.now() - drawnAt < REDRAW_EVERY_MILLISECONDS) return;
      drawnAt = performance.now();
      redraw(total === 0 ? `${what} …` : `${what}: ${done} of ${total}`);
    },
    end: () => {
      if (stream.isTTY) redraw('');
    },
  };
}
