-- What a page asks of a commission is found by an index, however many applications there are: those of a state or of a kind
-- in the order of the list, what is agreed with those who are invited.
CREATE INDEX applications_in_state ON applications (commission, standing, organisation_sort, id) WHERE in_force = 1;
CREATE INDEX applications_of_kind ON applications (commission, form ->> 'kind', organisation_sort, id)
  WHERE in_force = 1;
CREATE INDEX invitations_of_stage ON invitations (stage, application) WHERE minutes IS NOT NULL;
CREATE INDEX interview_talks_of_stage ON interview_talks (stage, application, number);
CREATE INDEX outbox_failed ON outbox (due_at) WHERE sent_at IS NULL AND error IS NOT NULL;
CREATE INDEX sheet_drafts_of ON sheet_drafts (seat, application);
