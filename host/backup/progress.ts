// Says how far long work has come: a line at each tenth.

const GIGABYTE = 2 ** 30;
const MEGABYTE = 2 ** 20;

/** 1.2 GB, 34 MB, 5 KB. */
export const amount = (bytes: number): string =>
  bytes >= GIGABYTE
    ? `${(bytes / GIGABYTE).toFixed(1)} GB`
    : bytes >= MEGABYTE
      ? `${Math.round(bytes / MEGABYTE)} MB`
      : `${Math.ceil(bytes / 1024)} KB`;

/** Counts bytes towards `all` and says each tenth that is reached. */
export function progress(what: string, all: number, say: (line: string) => void): (bytes: number) => void {
  let done = 0;
  let told = 0;
  return (bytes) => {
    done += bytes;
    const tenth = all === 0 ? 10 : Math.floor((done * 10) / all);
    if (tenth <= told) return;
    told = tenth;
    say(`${what} ${tenth * 10} % of ${amount(all)}`);
  };
}
