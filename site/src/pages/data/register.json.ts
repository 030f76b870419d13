// The register, byte for byte as it was handed to the build.

import { registerText } from '../../data/contest.ts';

const EMPTY = '{"format":"uzdik-register/1","keys":[],"publications":[]}';

export const GET = (): Response =>
  new Response(registerText ?? EMPTY, { headers: { 'content-type': 'application/json' } });
