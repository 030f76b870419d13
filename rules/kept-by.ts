// Which modules of rules/ keep a paragraph of the regulation: said to readers beside its text. Each paragraph stands here
// or in left-to-people.ts.

export const KEPT_BY: Readonly<Record<string, readonly string[]>> = {
  '4': ['lifecycle', 'verify'],
  '5': ['commission', 'ballots', 'agenda', 'conflicts'],
  '6': ['routing'],
  '7': ['commission', 'ballots'],
  '9': ['eligibility', 'admission'],
  '11': ['lifecycle', 'terms'],
  '12': ['terms', 'completeness', 'receipt'],
  '13': ['terms', 'check-list', 'moved-days'],
  '14': ['admission', 'completeness'],
  '15': ['marks', 'verify'],
  '16': ['terms', 'interviews', 'materials'],
  '17': ['ballots', 'recount', 'materials'],
  '18': ['terms', 'corrections', 'verify'],
  '19': ['terms', 'handover'],
  '20': ['ballots', 'recount'],
  '21': ['ballots', 'recount', 'verify'],
  '22': ['diploma'],
  A1: ['application', 'completeness'],
  A2: ['marks'],
};
