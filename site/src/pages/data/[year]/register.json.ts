// The register of one edition at the address that stays, byte for byte as it was handed to the build.

import { contestIn, everyYear } from '../../../data/editions.ts';
import { registerFile } from '../../../data/read-contest.ts';

export const getStaticPaths = everyYear;

export const GET = ({ params }: { params: { year: string } }): Response =>
  registerFile(contestIn(params.year));
