// Paragraphs that no rule enforces, and why: the system gives people the place and the record, not the judgement.

export const LEFT_TO_PEOPLE: Readonly<Record<string, string>> = {
  '1': 'Says who organises the contest and what the text governs.',
  '2': 'States the purpose of the contest.',
  '3': 'States the tasks of the contest.',
  '8': 'Lists the duties of the secretary; each duty is an act of the desk, its quality is a person’s.',
  '10': 'Absent from the source; the numbering is kept.',
  '23': 'The Agency tells the winners the time and place of the award.',
  '24': 'The Agency provides for the final stage.',
};
