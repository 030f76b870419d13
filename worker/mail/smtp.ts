// One letter over SMTP (RFC 5321), on a line of its own. A line that the server ends, or on which it says nothing for half
// a minute, is a failure at once: the library's own session waits for more on a line that has ended, and nothing else runs.

import { connect } from 'cloudflare:sockets';
import { Email } from 'worker-mailer';
import type { Mail } from './compose.ts';

const ANSWER_MS = 30_000;

class Line {
  private readonly socket: Socket;
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  private readonly writer: WritableStreamDefaultWriter<Uint8Array>;
  private readonly decoder = new TextDecoder();
  private held = '';

  constructor(server: SocketAddress) {
    this.socket = connect(server, { secureTransport: 'off', allowHalfOpen: false });
    this.reader = this.socket.readable.getReader() as ReadableStreamDefaultReader<Uint8Array>;
    this.writer = this.socket.writable.getWriter() as WritableStreamDefaultWriter<Uint8Array>;
  }

  /** Says `text`, where there is any, and reads the answer, which must begin with `wanted`. */
  async say(text: string, wanted: string): Promise<void> {
    if (text !== '') await this.writer.write(new TextEncoder().encode(text));
    const answer = await this.answer();
    if (!answer.startsWith(wanted)) throw new Error(`the mail server answered ${answer}`);
  }

  close(): void {
    // What was said on it counts, however it ends.
    this.socket.close().catch(() => undefined);
  }

  /** The last line of an answer: those before it have a hyphen behind their code. */
  private async answer(): Promise<string> {
    for (;;) {
      const [whole, last] = /^(?:\d{3}-.*\r?\n)*(\d{3}(?: .*)?)\r?\n/.exec(this.held) ?? [];
      if (whole !== undefined && last !== undefined) {
        this.held = this.held.slice(whole.length);
        return last;
      }
      this.held += await this.more();
    }
  }

  private async more(): Promise<string> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('the mail server did not answer')), ANSWER_MS);
    });
    try {
      const { done, value } = await Promise.race([this.reader.read(), late]);
      if (done) throw new Error('the mail server ended the line');
      return this.decoder.decode(value, { stream: true });
    } finally {
      clearTimeout(timer);
    }
  }
}

const addressOf = (email: string): string => {
  if (/[\s<>]/.test(email)) throw new Error('an address has no spaces and no brackets');
  return `<${email}>`;
};

/**
 * Hands a letter to a mail server; resolves when the server has taken it.
 * @throws Error with what the server said, or how the line ended; then it may have taken the letter all the same
 */
export async function handOver(server: SocketAddress, mail: Mail): Promise<void> {
  const line = new Line(server);
  try {
    await line.say('', '220');
    await line.say(`EHLO ${mail.from.split('@').at(-1) ?? ''}\r\n`, '2');
    await line.say(`MAIL FROM:${addressOf(mail.from)}\r\n`, '2');
    await line.say(`RCPT TO:${addressOf(mail.to)}\r\n`, '2');
    await line.say('DATA\r\n', '3');
    await line.say(new Email(mail).getEmailData(), '2');
    await line.say('QUIT\r\n', '2').catch(() => undefined);
  } finally {
    line.close();
  }
}
