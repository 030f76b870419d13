// A mail server that keeps what it is given.

import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export type Mail = { to: string; body: string };
export type Mailbox = {
  address: string;
  received: Mail[];
  /** An address whose letters are refused with 550. */
  refuse: string;
  close(): Promise<void>;
};

export async function openMailbox(): Promise<Mailbox> {
  const received: Mail[] = [];
  const mailbox: Mailbox = { address: '', received, refuse: '', close: () => Promise.resolve() };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onRcptTo({ address }, _session, done) {
      done(address === mailbox.refuse ? new Error('550 no such mailbox') : null);
    },
    onData(stream, session, done) {
      text(stream).then((body) => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join(', ');
        received.push({ to, body: plain(body) });
        done();
      }, done);
    },
  });
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
