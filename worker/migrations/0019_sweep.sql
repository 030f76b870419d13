-- Files are looked up by their hash: when an application is erased, and when the store is swept of what no row names.
CREATE INDEX draft_files_by_hash ON draft_files (sha256);
CREATE INDEX application_files_by_hash ON application_files (sha256);
CREATE INDEX materials_by_hash ON materials (sha256);
CREATE INDEX sheets_by_scan ON mark_sheets (scan ->> 'sha256') WHERE scan IS NOT NULL;
CREATE INDEX milestones_by_scan ON milestones (body ->> 'protocolSha256')
  WHERE body ->> 'protocolSha256' IS NOT NULL;
