// A mail server that keeps what it is given.

import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export type Mail = { to: string; body: string };
/** The line ends before the text has come; after it has, without an answer; by a reset; or the answer is a refusal. */
export type Trouble = 'ends in the text' | 'ends before the answer' | 'resets before the answer' | 451 | 554;
export type Mailbox = {
  address: string;
  received: Mail[];
  /** An address whose letters are refused with 550. */
  refuse: string;
  /** What goes wrong with the letters to an address once their text begins to come. */
  trouble: { to: string; how: Trouble } | null;
  close(): Promise<void>;
};

export async function openMailbox(): Promise<Mailbox> {
  const received: Mail[] = [];
  const mailbox: Mailbox = {
    ...{ address: '', received, refuse: '', trouble: null },
    close: () => Promise.resolve(),
  };
  const lines = new Map<number, Socket>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onRcptTo({ address }, _session, done) {
      done(address === mailbox.refuse ? new Error('550 no such mailbox') : null);
    },
    onData(stream, session, done) {
      const to = session.envelope.rcptTo.map(({ address }) => address).join(', ');
      const how = mailbox.trouble?.to === to ? mailbox.trouble.how : null;
      const line = lines.get(session.remotePort);
      if (how === 'ends in the text') line?.end();
      text(stream).then((body) => {
        if (how === 'ends in the text') return;
        if (typeof how === 'number') {
          done(Object.assign(new Error('not now'), { responseCode: how }));
          return;
        }
        received.push({ to, body: plain(body) });
        if (how === 'ends before the answer') line?.end();
        else if (how === 'resets before the answer') line?.resetAndDestroy();
        else done();
      }, done);
    },
  });
  server.server.on('connection', (line: Socket) => lines.set(line.remotePort ?? 0, line));
  // A line that breaks is its sender's matter.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  mailbox.address = `127.0.0.1:${port}`;
  mailbox.close = () => new Promise((resolve) => server.close(resolve));
  return mailbox;
}

/** The text of a message whose only coding is quoted-printable. */
function plain(raw: string): string {
  const bytes = raw
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\r\n', '\n');
}
