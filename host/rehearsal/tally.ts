// What a rehearsal counts; keys are added over time, none goes away.

export type Tally = {
  applications: number;
  late: number;
  incomplete: number;
  ineligible: number;
  admitted: number;
  passed: number;
  finalists: number;
  winners: number;
  /** Applications taken up on another computer by their private link. */
  draftsRecovered: number;
  /** Files that were broken off on the way and went on from there. */
  uploadsResumed: number;
  withdrawn: number;
  /** Times that the Agency made the term longer. */
  extended: number;
  sheets: number;
  recusals: number;
  sittings: number;
  sittingsWithoutQuorum: number;
  castingVotes: number;
  /** Sittings called by letter in advance. */
  calls: number;
  /** Interviews that an applicant moved to another slot. */
  interviewsMoved: number;
  /** Contenders who did not come, with the reason that was given. */
  noShows: number;
  /** Protocols made from the record and read. */
  protocols: number;
  /** Messages between a secretary and an applicant, each read by the other side. */
  messages: number;
  /** Archives of §19 that were handed over and opened. */
  dossiers: number;
  /** Corrections of what was published, confirmed and in force. */
  corrections: number;
  /** Hand-overs that the Agency received, and those that it sent back first. */
  handoversReceived: number;
  handoversReturned: number;
  /** Days that the Government moved. */
  daysMoved: number;
  /** Times that a finalist handed in a version of the video or the project. */
  materials: number;
  /** Archives of the materials on a winner, each checked by its manifest. */
  winnerPackages: number;
  /** Diplomas of winners, each confirmed by the register. */
  diplomas: number;
  filingMs: number[];
  filingSeconds: number;
};

export const noTally = (): Tally => ({
  applications: 0,
  late: 0,
  incomplete: 0,
  ineligible: 0,
  admitted: 0,
  passed: 0,
  finalists: 0,
  winners: 0,
  draftsRecovered: 0,
  uploadsResumed: 0,
  withdrawn: 0,
  extended: 0,
  sheets: 0,
  recusals: 0,
  sittings: 0,
  sittingsWithoutQuorum: 0,
  castingVotes: 0,
  calls: 0,
  interviewsMoved: 0,
  noShows: 0,
  protocols: 0,
  messages: 0,
  dossiers: 0,
  corrections: 0,
  handoversReceived: 0,
  handoversReturned: 0,
  daysMoved: 0,
  materials: 0,
  winnerPackages: 0,
  diplomas: 0,
  filingMs: [],
  filingSeconds: 0,
});
