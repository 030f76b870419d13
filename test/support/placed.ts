// The contest is set up as the Agency does it: its first administrator, the commissions, the announcement.

import { commissionOf } from '../../host/rehearsal/cast.ts';
import { expect as answered } from '../../host/rehearsal/client.ts';
import type { Client } from '../../host/rehearsal/client.ts';

const ANNOUNCED = { siteAddress: 'https://example.kz/a', socialAddresses: ['https://example.kz/b'] };

/** The deadline, milliseconds. */
export async function placedBy(agency: Client, secret: string, commissions: string[]): Promise<number> {
  const headers = { authorization: `Bearer ${secret}` };
  const first = answered(await agency.json('/api/first-administrator', {}, headers), 200, 'administrator');
  const token = new URL(String(first.link)).searchParams.get('token') ?? '';
  const person = { token, language: 'kk', name: 'Әкімші', position: '', email: 'agency@example.kz' };
  answered(await agency.form('/api/first-administrator/use', person), 201, 'first administrator');
  for (const code of commissions) {
    const seats = commissionOf(code, 1);
    answered(await agency.json(`/api/desk/${code}/set-commission`, { seats }), 200, code);
  }
  const placement = answered(await agency.json('/api/desk/agency/place', ANNOUNCED), 200, 'placement');
  return Date.parse(String(placement.deadline));
}
