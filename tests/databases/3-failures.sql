CREATE TABLE "documents" (
  "id" TEXT primary key,
  "council" TEXT,
  "filename" TEXT,
  "path" TEXT,
  "sha256" TEXT,
  "bytes" INTEGER,
  "title" TEXT,
  "kind" TEXT,
  "published_on" TEXT,
  "source_url" TEXT,
  "pages" INTEGER,
  "pages_ocr" INTEGER,
  "producer" TEXT,
  "status" TEXT,
  "error" TEXT,
  "failure" TEXT,
  "ingested_at" TEXT
);
CREATE TABLE "files" (
  "id" TEXT primary key,
  "path" TEXT,
  "document_id" TEXT references "documents" ("id"),
  "filename" TEXT,
  "bytes" INTEGER,
  "first_seen" TEXT,
  "last_seen" TEXT,
  "gone" INTEGER
);
CREATE TABLE "pages" (
  "id" TEXT primary key,
  "document_id" TEXT references "documents" ("id"),
  "number" INTEGER,
  "printed_label" TEXT,
  "text" TEXT,
  "furniture" TEXT,
  "text_source" TEXT
);
CREATE TABLE "sections" (
  "id" TEXT primary key,
  "document_id" TEXT references "documents" ("id"),
  "ordinal" INTEGER,
  "kind" TEXT,
  "title" TEXT,
  "page_start" INTEGER,
  "page_end" INTEGER,
  "agenda_item_id" TEXT references "agenda_items" ("id"),
  "restricted" INTEGER,
  "page" INTEGER,
  "quote" TEXT,
  "bbox" TEXT
);
CREATE TABLE "meetings" (
  "id" TEXT primary key,
  "document_id" TEXT references "documents" ("id"),
  "section_id" TEXT references "sections" ("id"),
  "role" TEXT,
  "council" TEXT,
  "committee" TEXT,
  "date" TEXT,
  "start_time" TEXT,
  "end_time" TEXT,
  "venue" TEXT,
  "canonical_id" TEXT references "meetings" ("id"),
  "page" INTEGER,
  "page_end" INTEGER,
  "quote" TEXT,
  "bbox" TEXT
);
CREATE TABLE "agenda_items" (
  "id" TEXT primary key,
  "meeting_id" TEXT references "meetings" ("id"),
  "document_id" TEXT references "documents" ("id"),
  "ordinal" INTEGER,
  "number" TEXT,
  "title" TEXT,
  "part" TEXT,
  "exempt_reason" TEXT,
  "page_start" INTEGER,
  "page_end" INTEGER,
  "page" INTEGER,
  "quote" TEXT,
  "bbox" TEXT
);
CREATE TABLE "attendance" (
  "id" TEXT primary key,
  "meeting_id" TEXT references "meetings" ("id"),
  "document_id" TEXT references "documents" ("id"),
  "name" TEXT,
  "capacity" TEXT,
  "role" TEXT,
  "post" TEXT,
  "status" TEXT,
  "note" TEXT,
  "page" INTEGER,
  "page_end" INTEGER,
  "quote" TEXT,
  "bbox" TEXT
);
CREATE TABLE "minutes" (
  "id" TEXT primary key,
  "meeting_id" TEXT references "meetings" ("id"),
  "document_id" TEXT references "documents" ("id"),
  "ordinal" INTEGER,
  "reference" TEXT,
  "title" TEXT,
  "text" TEXT,
  "confirmed" TEXT,
  "agenda_item_id" TEXT references "agenda_items" ("id"),
  "page" INTEGER,
  "page_end" INTEGER,
  "quote" TEXT,
  "bbox" TEXT
);
CREATE TABLE "resolutions" (
  "id" TEXT primary key,
  "meeting_id" TEXT references "meetings" ("id"),
  "document_id" TEXT references "documents" ("id"),
  "minute_id" TEXT references "minutes" ("id"),
  "reference" TEXT,
  "ordinal" INTEGER,
  "label" TEXT,
  "verb" TEXT,
  "text" TEXT,
  "outcome" TEXT,
  "mover" TEXT,
  "seconder" TEXT,
  "votes_for" INTEGER,
  "votes_against" INTEGER,
  "votes_abstained" INTEGER,
  "kind" TEXT,
  "agenda_item_id" TEXT references "agenda_items" ("id"),
  "report_id" TEXT references "reports" ("id"),
  "canonical_id" TEXT references "resolutions" ("id"),
  "page" INTEGER,
  "page_end" INTEGER,
  "quote" TEXT,
  "bbox" TEXT
);
CREATE TABLE "votes" (
  "id" TEXT primary key,
  "resolution_id" TEXT references "resolutions" ("id"),
  "document_id" TEXT references "documents" ("id"),
  "name" TEXT,
  "vote" TEXT,
  "page" INTEGER,
  "page_end" INTEGER,
  "quote" TEXT,
  "bbox" TEXT
);
CREATE TABLE "declarations" (
  "id" TEXT primary key,
  "meeting_id" TEXT references "meetings" ("id"),
  "document_id" TEXT references "documents" ("id"),
  "name" TEXT,
  "kind" TEXT,
  "item" TEXT,
  "text" TEXT,
  "page" INTEGER,
  "page_end" INTEGER,
  "quote" TEXT,
  "bbox" TEXT
);
CREATE TABLE "reports" (
  "id" TEXT primary key,
  "document_id" TEXT references "documents" ("id"),
  "section_id" TEXT references "sections" ("id"),
  "report_number" TEXT,
  "title" TEXT,
  "decision_maker" TEXT,
  "meeting_date" TEXT,
  "decision_type" TEXT,
  "wards" TEXT,
  "purpose" TEXT,
  "page" INTEGER,
  "page_end" INTEGER,
  "quote" TEXT,
  "bbox" TEXT
);
CREATE TABLE "recommendations" (
  "id" TEXT primary key,
  "report_id" TEXT references "reports" ("id"),
  "document_id" TEXT references "documents" ("id"),
  "ordinal" INTEGER,
  "number" TEXT,
  "addressee" TEXT,
  "text" TEXT,
  "page" INTEGER,
  "page_end" INTEGER,
  "quote" TEXT,
  "bbox" TEXT
);
CREATE TABLE "actions" (
  "id" TEXT primary key,
  "document_id" TEXT references "documents" ("id"),
  "section_id" TEXT references "sections" ("id"),
  "meeting_id" TEXT references "meetings" ("id"),
  "origin" TEXT,
  "theme" TEXT,
  "reference" TEXT,
  "action" TEXT,
  "detail" TEXT,
  "measure_of_success" TEXT,
  "due_text" TEXT,
  "due_start" TEXT,
  "due_end" TEXT,
  "due_precision" TEXT,
  "recurring" TEXT,
  "leads_text" TEXT,
  "status_text" TEXT,
  "status" TEXT,
  "progress" TEXT,
  "next_steps" TEXT,
  "extra" TEXT,
  "reported_on" TEXT,
  "thread_id" TEXT references "action_threads" ("id"),
  "canonical_id" TEXT references "actions" ("id"),
  "page" INTEGER,
  "page_end" INTEGER,
  "quote" TEXT,
  "bbox" TEXT
);
CREATE TABLE "action_leads" (
  "id" TEXT primary key,
  "action_id" TEXT references "actions" ("id"),
  "officer_id" TEXT references "officers" ("id"),
  "ordinal" INTEGER,
  unique ("action_id", "officer_id")
);
CREATE TABLE "action_threads" (
  "id" TEXT primary key,
  "council" TEXT,
  "title" TEXT,
  "first_document_id" TEXT references "documents" ("id"),
  "last_document_id" TEXT references "documents" ("id"),
  "first_due_end" TEXT,
  "current_due_end" TEXT,
  "slips" INTEGER,
  "status" TEXT,
  "state" TEXT,
  "last_seen_on" TEXT
);
CREATE TABLE "measures" (
  "id" TEXT primary key,
  "document_id" TEXT references "documents" ("id"),
  "theme" TEXT,
  "measure" TEXT,
  "reported" TEXT,
  "page" INTEGER,
  "page_end" INTEGER,
  "quote" TEXT,
  "bbox" TEXT
);
CREATE TABLE "officers" (
  "id" TEXT primary key,
  "council" TEXT,
  "name" TEXT,
  "post" TEXT,
  "kind" TEXT
);
CREATE TABLE "officer_mentions" (
  "id" TEXT primary key,
  "officer_id" TEXT references "officers" ("id"),
  "document_id" TEXT references "documents" ("id"),
  "name_text" TEXT,
  "post_text" TEXT,
  "role" TEXT,
  "page" INTEGER,
  "page_end" INTEGER,
  "quote" TEXT,
  "bbox" TEXT
);
CREATE TABLE "dates" (
  "id" TEXT primary key,
  "document_id" TEXT references "documents" ("id"),
  "text" TEXT,
  "start" TEXT,
  "end" TEXT,
  "precision" TEXT,
  "role" TEXT,
  "page" INTEGER,
  "page_end" INTEGER,
  "quote" TEXT,
  "bbox" TEXT
);
CREATE TABLE "tables" (
  "id" TEXT primary key,
  "document_id" TEXT references "documents" ("id"),
  "section_id" TEXT references "sections" ("id"),
  "ordinal" INTEGER,
  "heading" TEXT,
  "header_rows" INTEGER,
  "rows" TEXT,
  "page" INTEGER,
  "page_end" INTEGER,
  "quote" TEXT,
  "bbox" TEXT
);
CREATE TABLE "document_links" (
  "id" TEXT primary key,
  "from_document_id" TEXT references "documents" ("id"),
  "to_document_id" TEXT references "documents" ("id"),
  "kind" TEXT
);
CREATE TABLE "findings" (
  "id" TEXT primary key,
  "document_id" TEXT references "documents" ("id"),
  "page" INTEGER,
  "code" TEXT,
  "severity" TEXT,
  "message" TEXT,
  "quote" TEXT,
  "table_name" TEXT,
  "row_id" TEXT,
  "stage" TEXT
);
CREATE TABLE "corrections" (
  "id" TEXT primary key,
  "table_name" TEXT,
  "row_id" TEXT,
  "field" TEXT,
  "machine_value" TEXT,
  "value" TEXT,
  "reason" TEXT
);
CREATE TABLE "changes" (
  "seq" INTEGER primary key,
  "at" TEXT,
  "table_name" TEXT,
  "row_id" TEXT,
  "kind" TEXT
);
CREATE TABLE "accuracy" (
  "id" TEXT primary key,
  "task" TEXT,
  "field" TEXT,
  "scope" TEXT,
  "precision" REAL,
  "recall" REAL,
  "f1" REAL,
  "rows" INTEGER,
  "measured_on" TEXT
);
CREATE TABLE "runs" (
  "id" TEXT primary key,
  "started_at" TEXT,
  "finished_at" TEXT,
  "version" TEXT,
  "documents" INTEGER,
  "ok" INTEGER,
  "failed" INTEGER,
  "findings" INTEGER
);
CREATE TABLE "registered_resolutions" (
  "id" TEXT primary key references "resolutions" ("id"),
  "document_id" TEXT references "documents" ("id"),
  "council" TEXT,
  "committee_id" TEXT,
  "meeting_id" TEXT,
  "date" TEXT,
  "verb" TEXT,
  "kind" TEXT,
  "outcome" TEXT
);
CREATE TABLE "registered_attendance" (
  "id" TEXT primary key references "attendance" ("id"),
  "document_id" TEXT references "documents" ("id"),
  "council" TEXT,
  "committee_id" TEXT,
  "meeting_id" TEXT,
  "date" TEXT,
  "member_id" TEXT,
  "surname" TEXT,
  "capacity" TEXT,
  "status" TEXT
);
CREATE TABLE "registered_meetings" (
  "id" TEXT primary key references "meetings" ("id"),
  "document_id" TEXT references "documents" ("id"),
  "council" TEXT,
  "committee_id" TEXT,
  "date" TEXT,
  "present" INTEGER,
  "apologies" INTEGER,
  "agenda_items" INTEGER,
  "resolutions" INTEGER,
  "papers" INTEGER
);
CREATE TABLE "tracked_actions" (
  "id" TEXT primary key references "actions" ("id"),
  "document_id" TEXT references "documents" ("id"),
  "council" TEXT,
  "committee_id" TEXT,
  "standing" TEXT,
  "due_end" TEXT,
  "days_passed" INTEGER,
  "status" TEXT,
  "as_of" TEXT,
  "as_of_document_id" TEXT references "documents" ("id"),
  "slips" INTEGER,
  "days_slipped" INTEGER,
  "thread_state" TEXT
);
CREATE TABLE "member_acts" (
  "id" TEXT primary key,
  "document_id" TEXT references "documents" ("id"),
  "council" TEXT,
  "member_id" TEXT,
  "name_text" TEXT,
  "by_list" INTEGER,
  "role" TEXT,
  "resolution_id" TEXT,
  "meeting_id" TEXT,
  "date" TEXT
);
CREATE TABLE "committees" (
  "id" TEXT primary key,
  "council" TEXT,
  "committee" TEXT,
  "meetings" INTEGER,
  "first_date" TEXT,
  "last_date" TEXT,
  "resolutions" INTEGER,
  "actions" INTEGER
);
CREATE TABLE "members" (
  "id" TEXT primary key,
  "council" TEXT,
  "name" TEXT,
  "present" INTEGER,
  "apologies" INTEGER,
  "absent" INTEGER,
  "motions" INTEGER,
  "votes" INTEGER
);
CREATE TABLE "action_counts" (
  "id" TEXT primary key,
  "council" TEXT,
  "committee_id" TEXT,
  "officer_id" TEXT,
  "standing" TEXT,
  "status" TEXT,
  "actions" INTEGER
);
CREATE TABLE "monthly_figures" (
  "id" TEXT primary key,
  "measure" TEXT,
  "council" TEXT,
  "committee_id" TEXT,
  "month" TEXT,
  "value" TEXT,
  "rows" INTEGER
);
CREATE TABLE "settings" (
  "name" TEXT primary key,
  "value" TEXT
);
CREATE TABLE "loads" (
  "document_id" TEXT primary key references "documents" ("id"),
  "stamp" TEXT
);
insert into "documents" values ('a7ded186dbb2095c', NULL, 'plan.pdf', 'plans/plan.pdf', 'a7ded186dbb2095c6ef7344849d970a2aedb06ad0124825774b6fa99b91a7bc2', 916, 'Parks plan', 'plan', NULL, NULL, 2, 0, NULL, 'ok', NULL, NULL, '2026-11-25T21:39:01Z');
insert into "documents" values ('e3304624c7d7547b', NULL, 'minutes.pdf', 'council/minutes.pdf', 'e3304624c7d7547b99c7079403969ca31f3987a2f6da2e06a5c84c1b6d09df72', 706, 'Minutes of the Council meeting held on Tuesday 5 March 2024 at 7.00 pm RESOLVED that trees be planted.', 'minutes', NULL, NULL, 1, 0, NULL, 'ok', NULL, NULL, '2026-11-25T21:39:01Z');
insert into "documents" values ('f94b635be9ccd386', NULL, 'withdrawn.pdf', 'withdrawn.pdf', 'f94b635be9ccd3867bfb0e75b743511cda2893c880abd1065c548b7c53dd9c41', 617, 'A letter that nobody should have published', 'other', NULL, NULL, 1, 0, NULL, 'ok', NULL, NULL, '2026-11-25T21:39:01Z');
insert into "files" values ('plans/plan.pdf', 'plans/plan.pdf', 'a7ded186dbb2095c', 'plan.pdf', 916, '2026-11-25T21:39:01Z', '2026-11-25T21:39:01Z', 0);
insert into "files" values ('council/minutes.pdf', 'council/minutes.pdf', 'e3304624c7d7547b', 'minutes.pdf', 706, '2026-11-25T21:39:01Z', '2026-11-25T21:39:01Z', 0);
insert into "files" values ('withdrawn.pdf', 'withdrawn.pdf', 'f94b635be9ccd386', 'withdrawn.pdf', 617, '2026-11-25T21:39:01Z', '2026-11-25T21:39:01Z', 0);
insert into "pages" values ('a7ded186dbb2095c-pages-1', 'a7ded186dbb2095c', 1, NULL, 'Parks plan
We will plant trees by 31 October 2024.', NULL, 'native');
insert into "pages" values ('a7ded186dbb2095c-pages-2', 'a7ded186dbb2095c', 2, NULL, 'A second page, on hedges', NULL, 'native');
insert into "pages" values ('e3304624c7d7547b-pages-1', 'e3304624c7d7547b', 1, NULL, 'Minutes of the Council meeting
held on Tuesday 5 March 2024 at 7.00 pm
RESOLVED that trees be planted.', NULL, 'native');
insert into "pages" values ('f94b635be9ccd386-pages-1', 'f94b635be9ccd386', 1, NULL, 'A letter that nobody should have published', NULL, 'native');
insert into "sections" values ('a7ded186dbb2095c-sections-1', 'a7ded186dbb2095c', 1, 'plan', 'Parks plan', 1, 2, NULL, 0, 1, 'Parks plan', '[72.00, 74.30, 124.00, 85.30]');
insert into "sections" values ('e3304624c7d7547b-sections-1', 'e3304624c7d7547b', 1, 'minutes', 'Minutes of the Council meeting held on Tuesday 5 March 2024 at 7.00 pm RESOLVED that trees be planted.', 1, 1, NULL, 0, 1, 'Minutes of the Council meeting held on Tuesday 5 March 2024 at 7.00 pm RESOLVED that trees be planted.', '[72.00, 74.30, 278.70, 113.30]');
insert into "sections" values ('f94b635be9ccd386-sections-1', 'f94b635be9ccd386', 1, 'other', 'A letter that nobody should have published', 1, 1, NULL, 0, 1, 'A letter that nobody should have published', '[72.00, 74.30, 279.90, 85.30]');
insert into "meetings" values ('e3304624c7d7547b-meetings-p1-1', 'e3304624c7d7547b', 'e3304624c7d7547b-sections-1', 'recorded', NULL, 'Council', '2024-03-05', '19:00', NULL, NULL, 'e3304624c7d7547b-meetings-p1-1', 1, NULL, 'Tuesday 5 March 2024', '[111.10, 88.30, 223.60, 99.30]');
insert into "resolutions" values ('e3304624c7d7547b-resolutions-p1-1', NULL, 'e3304624c7d7547b', NULL, NULL, 1, NULL, 'resolved', 'that trees be planted.', NULL, NULL, NULL, NULL, NULL, NULL, 'decision', NULL, NULL, 'e3304624c7d7547b-resolutions-p1-1', 1, NULL, 'that trees be planted.', '[135.00, 102.30, 238.30, 113.30]');
insert into "dates" values ('a7ded186dbb2095c-dates-p1-1', 'a7ded186dbb2095c', '31 October 2024', '2024-10-31', '2024-10-31', 'day', 'due', 1, NULL, '31 October 2024', '[179.00, 88.30, 264.00, 99.30]');
insert into "dates" values ('e3304624c7d7547b-dates-p1-1', 'e3304624c7d7547b', 'Tuesday 5 March 2024', '2024-03-05', '2024-03-05', 'day', 'meeting', 1, NULL, 'Tuesday 5 March 2024', '[111.10, 88.30, 223.60, 99.30]');
insert into "changes" values (1, '2026-11-25T21:39:01Z', 'documents', 'a7ded186dbb2095c', 'new');
insert into "changes" values (2, '2026-11-25T21:39:01Z', 'pages', 'a7ded186dbb2095c-pages-1', 'new');
insert into "changes" values (3, '2026-11-25T21:39:01Z', 'pages', 'a7ded186dbb2095c-pages-2', 'new');
insert into "changes" values (4, '2026-11-25T21:39:01Z', 'sections', 'a7ded186dbb2095c-sections-1', 'new');
insert into "changes" values (5, '2026-11-25T21:39:01Z', 'dates', 'a7ded186dbb2095c-dates-p1-1', 'new');
insert into "changes" values (6, '2026-11-25T21:39:01Z', 'documents', 'e3304624c7d7547b', 'new');
insert into "changes" values (7, '2026-11-25T21:39:01Z', 'pages', 'e3304624c7d7547b-pages-1', 'new');
insert into "changes" values (8, '2026-11-25T21:39:01Z', 'sections', 'e3304624c7d7547b-sections-1', 'new');
insert into "changes" values (9, '2026-11-25T21:39:01Z', 'meetings', 'e3304624c7d7547b-meetings-p1-1', 'new');
insert into "changes" values (10, '2026-11-25T21:39:01Z', 'resolutions', 'e3304624c7d7547b-resolutions-p1-1', 'new');
insert into "changes" values (11, '2026-11-25T21:39:01Z', 'dates', 'e3304624c7d7547b-dates-p1-1', 'new');
insert into "changes" values (12, '2026-11-25T21:39:01Z', 'documents', 'f94b635be9ccd386', 'new');
insert into "changes" values (13, '2026-11-25T21:39:01Z', 'pages', 'f94b635be9ccd386-pages-1', 'new');
insert into "changes" values (14, '2026-11-25T21:39:01Z', 'sections', 'f94b635be9ccd386-sections-1', 'new');
insert into "runs" values ('2026-11-25T21:38:58Z', '2026-11-25T21:38:58Z', '2026-11-25T21:39:01Z', '0.1.0', 3, 3, 0, 0);
insert into "registered_resolutions" values ('e3304624c7d7547b-resolutions-p1-1', 'e3304624c7d7547b', NULL, NULL, NULL, NULL, 'resolved', 'decision', NULL);
insert into "registered_meetings" values ('e3304624c7d7547b-meetings-p1-1', 'e3304624c7d7547b', NULL, 'council-unknown--council', '2024-03-05', 0, 0, 0, 0, 1);
insert into "committees" values ('council-unknown--council', NULL, 'Council', 1, '2024-03-05', '2024-03-05', 0, 0);
insert into "settings" values ('schema', '84c28c04751b6418');
insert into "settings" values ('corpus', '../papers');
insert into "loads" values ('a7ded186dbb2095c', 'd0a7437d65ebdceec3370617');
insert into "loads" values ('e3304624c7d7547b', '865fbe7ec41f5336208bcdc1');
insert into "loads" values ('f94b635be9ccd386', 'ecc613adc33767e30cb35bf6');
CREATE VIRTUAL TABLE "pages_fts" USING FTS5 (
    "text",
    tokenize='porter unicode61 remove_diacritics 2',
    content="pages"
);
insert into "pages_fts" ("pages_fts") values ('rebuild');
CREATE VIRTUAL TABLE "minutes_fts" USING FTS5 (
    "reference", "title", "text",
    tokenize='porter unicode61 remove_diacritics 2',
    content="minutes"
);
insert into "minutes_fts" ("minutes_fts") values ('rebuild');
CREATE VIRTUAL TABLE "resolutions_fts" USING FTS5 (
    "reference", "text", "mover", "seconder",
    tokenize='porter unicode61 remove_diacritics 2',
    content="resolutions"
);
insert into "resolutions_fts" ("resolutions_fts") values ('rebuild');
CREATE VIRTUAL TABLE "reports_fts" USING FTS5 (
    "report_number", "title", "purpose",
    tokenize='porter unicode61 remove_diacritics 2',
    content="reports"
);
insert into "reports_fts" ("reports_fts") values ('rebuild');
CREATE VIRTUAL TABLE "recommendations_fts" USING FTS5 (
    "number", "addressee", "text",
    tokenize='porter unicode61 remove_diacritics 2',
    content="recommendations"
);
insert into "recommendations_fts" ("recommendations_fts") values ('rebuild');
CREATE VIRTUAL TABLE "actions_fts" USING FTS5 (
    "reference", "action", "theme", "detail", "measure_of_success", "leads_text", "progress", "next_steps",
    tokenize='porter unicode61 remove_diacritics 2',
    content="actions"
);
insert into "actions_fts" ("actions_fts") values ('rebuild');
CREATE INDEX "idx_documents_council"
    ON "documents" ("council");
CREATE INDEX "idx_documents_published_on"
    ON "documents" ("published_on");
CREATE INDEX "idx_files_document_id"
    ON "files" ("document_id");
CREATE INDEX "idx_pages_document_id"
    ON "pages" ("document_id");
CREATE TRIGGER "pages_ai" AFTER INSERT ON "pages" BEGIN
  INSERT INTO "pages_fts" (rowid, "text") VALUES (new.rowid, new."text");
END;
CREATE TRIGGER "pages_ad" AFTER DELETE ON "pages" BEGIN
  INSERT INTO "pages_fts" ("pages_fts", rowid, "text") VALUES('delete', old.rowid, old."text");
END;
CREATE TRIGGER "pages_au" after update of "text" on "pages" begin
  insert into "pages_fts" ("pages_fts", rowid, "text") values ('delete', old.rowid, old."text");
  insert into "pages_fts" (rowid, "text") values (new.rowid, new."text");
end;
CREATE INDEX "idx_sections_document_id"
    ON "sections" ("document_id");
CREATE INDEX "idx_sections_agenda_item_id"
    ON "sections" ("agenda_item_id");
CREATE INDEX "idx_meetings_document_id"
    ON "meetings" ("document_id");
CREATE INDEX "idx_meetings_section_id"
    ON "meetings" ("section_id");
CREATE INDEX "idx_meetings_committee"
    ON "meetings" ("committee");
CREATE INDEX "idx_meetings_date"
    ON "meetings" ("date");
CREATE INDEX "idx_meetings_canonical_id"
    ON "meetings" ("canonical_id");
CREATE INDEX "idx_agenda_items_meeting_id"
    ON "agenda_items" ("meeting_id");
CREATE INDEX "idx_agenda_items_document_id"
    ON "agenda_items" ("document_id");
CREATE INDEX "idx_attendance_meeting_id"
    ON "attendance" ("meeting_id");
CREATE INDEX "idx_attendance_document_id"
    ON "attendance" ("document_id");
CREATE INDEX "idx_attendance_name"
    ON "attendance" ("name");
CREATE INDEX "idx_minutes_meeting_id"
    ON "minutes" ("meeting_id");
CREATE INDEX "idx_minutes_document_id"
    ON "minutes" ("document_id");
CREATE INDEX "idx_minutes_reference"
    ON "minutes" ("reference");
CREATE INDEX "idx_minutes_agenda_item_id"
    ON "minutes" ("agenda_item_id");
CREATE TRIGGER "minutes_ai" AFTER INSERT ON "minutes" BEGIN
  INSERT INTO "minutes_fts" (rowid, "reference", "title", "text") VALUES (new.rowid, new."reference", new."title", new."text");
END;
CREATE TRIGGER "minutes_ad" AFTER DELETE ON "minutes" BEGIN
  INSERT INTO "minutes_fts" ("minutes_fts", rowid, "reference", "title", "text") VALUES('delete', old.rowid, old."reference", old."title", old."text");
END;
CREATE TRIGGER "minutes_au" after update of "reference", "title", "text" on "minutes" begin
  insert into "minutes_fts" ("minutes_fts", rowid, "reference", "title", "text") values ('delete', old.rowid, old."reference", old."title", old."text");
  insert into "minutes_fts" (rowid, "reference", "title", "text") values (new.rowid, new."reference", new."title", new."text");
end;
CREATE INDEX "idx_resolutions_meeting_id"
    ON "resolutions" ("meeting_id");
CREATE INDEX "idx_resolutions_document_id"
    ON "resolutions" ("document_id");
CREATE INDEX "idx_resolutions_minute_id"
    ON "resolutions" ("minute_id");
CREATE INDEX "idx_resolutions_reference"
    ON "resolutions" ("reference");
CREATE INDEX "idx_resolutions_agenda_item_id"
    ON "resolutions" ("agenda_item_id");
CREATE INDEX "idx_resolutions_report_id"
    ON "resolutions" ("report_id");
CREATE INDEX "idx_resolutions_canonical_id"
    ON "resolutions" ("canonical_id");
CREATE TRIGGER "resolutions_ai" AFTER INSERT ON "resolutions" BEGIN
  INSERT INTO "resolutions_fts" (rowid, "reference", "text", "mover", "seconder") VALUES (new.rowid, new."reference", new."text", new."mover", new."seconder");
END;
CREATE TRIGGER "resolutions_ad" AFTER DELETE ON "resolutions" BEGIN
  INSERT INTO "resolutions_fts" ("resolutions_fts", rowid, "reference", "text", "mover", "seconder") VALUES('delete', old.rowid, old."reference", old."text", old."mover", old."seconder");
END;
CREATE TRIGGER "resolutions_au" after update of "reference", "text", "mover", "seconder" on "resolutions" begin
  insert into "resolutions_fts" ("resolutions_fts", rowid, "reference", "text", "mover", "seconder") values ('delete', old.rowid, old."reference", old."text", old."mover", old."seconder");
  insert into "resolutions_fts" (rowid, "reference", "text", "mover", "seconder") values (new.rowid, new."reference", new."text", new."mover", new."seconder");
end;
CREATE INDEX "idx_votes_resolution_id"
    ON "votes" ("resolution_id");
CREATE INDEX "idx_votes_document_id"
    ON "votes" ("document_id");
CREATE INDEX "idx_votes_name"
    ON "votes" ("name");
CREATE INDEX "idx_declarations_meeting_id"
    ON "declarations" ("meeting_id");
CREATE INDEX "idx_declarations_document_id"
    ON "declarations" ("document_id");
CREATE INDEX "idx_reports_document_id"
    ON "reports" ("document_id");
CREATE INDEX "idx_reports_section_id"
    ON "reports" ("section_id");
CREATE INDEX "idx_reports_report_number"
    ON "reports" ("report_number");
CREATE TRIGGER "reports_ai" AFTER INSERT ON "reports" BEGIN
  INSERT INTO "reports_fts" (rowid, "report_number", "title", "purpose") VALUES (new.rowid, new."report_number", new."title", new."purpose");
END;
CREATE TRIGGER "reports_ad" AFTER DELETE ON "reports" BEGIN
  INSERT INTO "reports_fts" ("reports_fts", rowid, "report_number", "title", "purpose") VALUES('delete', old.rowid, old."report_number", old."title", old."purpose");
END;
CREATE TRIGGER "reports_au" after update of "report_number", "title", "purpose" on "reports" begin
  insert into "reports_fts" ("reports_fts", rowid, "report_number", "title", "purpose") values ('delete', old.rowid, old."report_number", old."title", old."purpose");
  insert into "reports_fts" (rowid, "report_number", "title", "purpose") values (new.rowid, new."report_number", new."title", new."purpose");
end;
CREATE INDEX "idx_recommendations_report_id"
    ON "recommendations" ("report_id");
CREATE INDEX "idx_recommendations_document_id"
    ON "recommendations" ("document_id");
CREATE TRIGGER "recommendations_ai" AFTER INSERT ON "recommendations" BEGIN
  INSERT INTO "recommendations_fts" (rowid, "number", "addressee", "text") VALUES (new.rowid, new."number", new."addressee", new."text");
END;
CREATE TRIGGER "recommendations_ad" AFTER DELETE ON "recommendations" BEGIN
  INSERT INTO "recommendations_fts" ("recommendations_fts", rowid, "number", "addressee", "text") VALUES('delete', old.rowid, old."number", old."addressee", old."text");
END;
CREATE TRIGGER "recommendations_au" after update of "number", "addressee", "text" on "recommendations" begin
  insert into "recommendations_fts" ("recommendations_fts", rowid, "number", "addressee", "text") values ('delete', old.rowid, old."number", old."addressee", old."text");
  insert into "recommendations_fts" (rowid, "number", "addressee", "text") values (new.rowid, new."number", new."addressee", new."text");
end;
CREATE INDEX "idx_actions_document_id"
    ON "actions" ("document_id");
CREATE INDEX "idx_actions_section_id"
    ON "actions" ("section_id");
CREATE INDEX "idx_actions_meeting_id"
    ON "actions" ("meeting_id");
CREATE INDEX "idx_actions_reference"
    ON "actions" ("reference");
CREATE INDEX "idx_actions_due_end"
    ON "actions" ("due_end");
CREATE INDEX "idx_actions_reported_on"
    ON "actions" ("reported_on");
CREATE INDEX "idx_actions_thread_id"
    ON "actions" ("thread_id");
CREATE INDEX "idx_actions_canonical_id"
    ON "actions" ("canonical_id");
CREATE TRIGGER "actions_ai" AFTER INSERT ON "actions" BEGIN
  INSERT INTO "actions_fts" (rowid, "reference", "action", "theme", "detail", "measure_of_success", "leads_text", "progress", "next_steps") VALUES (new.rowid, new."reference", new."action", new."theme", new."detail", new."measure_of_success", new."leads_text", new."progress", new."next_steps");
END;
CREATE TRIGGER "actions_ad" AFTER DELETE ON "actions" BEGIN
  INSERT INTO "actions_fts" ("actions_fts", rowid, "reference", "action", "theme", "detail", "measure_of_success", "leads_text", "progress", "next_steps") VALUES('delete', old.rowid, old."reference", old."action", old."theme", old."detail", old."measure_of_success", old."leads_text", old."progress", old."next_steps");
END;
CREATE TRIGGER "actions_au" after update of "reference", "action", "theme", "detail", "measure_of_success", "leads_text", "progress", "next_steps" on "actions" begin
  insert into "actions_fts" ("actions_fts", rowid, "reference", "action", "theme", "detail", "measure_of_success", "leads_text", "progress", "next_steps") values ('delete', old.rowid, old."reference", old."action", old."theme", old."detail", old."measure_of_success", old."leads_text", old."progress", old."next_steps");
  insert into "actions_fts" (rowid, "reference", "action", "theme", "detail", "measure_of_success", "leads_text", "progress", "next_steps") values (new.rowid, new."reference", new."action", new."theme", new."detail", new."measure_of_success", new."leads_text", new."progress", new."next_steps");
end;
CREATE INDEX "idx_action_leads_action_id"
    ON "action_leads" ("action_id");
CREATE INDEX "idx_action_leads_officer_id"
    ON "action_leads" ("officer_id");
CREATE INDEX "idx_action_threads_first_document_id"
    ON "action_threads" ("first_document_id");
CREATE INDEX "idx_action_threads_last_document_id"
    ON "action_threads" ("last_document_id");
CREATE INDEX "idx_measures_document_id"
    ON "measures" ("document_id");
CREATE INDEX "idx_officers_name"
    ON "officers" ("name");
CREATE INDEX "idx_officers_post"
    ON "officers" ("post");
CREATE INDEX "idx_officer_mentions_officer_id"
    ON "officer_mentions" ("officer_id");
CREATE INDEX "idx_officer_mentions_document_id"
    ON "officer_mentions" ("document_id");
CREATE INDEX "idx_dates_document_id"
    ON "dates" ("document_id");
CREATE INDEX "idx_dates_start"
    ON "dates" ("start");
CREATE INDEX "idx_tables_document_id"
    ON "tables" ("document_id");
CREATE INDEX "idx_tables_section_id"
    ON "tables" ("section_id");
CREATE INDEX "idx_document_links_from_document_id"
    ON "document_links" ("from_document_id");
CREATE INDEX "idx_document_links_to_document_id"
    ON "document_links" ("to_document_id");
CREATE INDEX "idx_findings_document_id"
    ON "findings" ("document_id");
CREATE INDEX "idx_findings_code"
    ON "findings" ("code");
CREATE INDEX "idx_corrections_row_id"
    ON "corrections" ("row_id");
CREATE INDEX "idx_changes_row_id"
    ON "changes" ("row_id");
CREATE INDEX "idx_registered_resolutions_document_id"
    ON "registered_resolutions" ("document_id");
CREATE INDEX "idx_registered_resolutions_date"
    ON "registered_resolutions" ("date");
CREATE INDEX "idx_registered_resolutions_council_date"
    ON "registered_resolutions" ("council", "date");
CREATE INDEX "idx_registered_resolutions_committee_id_date"
    ON "registered_resolutions" ("committee_id", "date");
CREATE INDEX "idx_registered_resolutions_verb_date"
    ON "registered_resolutions" ("verb", "date");
CREATE INDEX "idx_registered_resolutions_kind_date"
    ON "registered_resolutions" ("kind", "date");
CREATE INDEX "idx_registered_resolutions_meeting_id"
    ON "registered_resolutions" ("meeting_id");
CREATE INDEX "idx_registered_attendance_document_id"
    ON "registered_attendance" ("document_id");
CREATE INDEX "idx_registered_attendance_date"
    ON "registered_attendance" ("date");
CREATE INDEX "idx_registered_attendance_council_date"
    ON "registered_attendance" ("council", "date");
CREATE INDEX "idx_registered_attendance_committee_id_date"
    ON "registered_attendance" ("committee_id", "date");
CREATE INDEX "idx_registered_attendance_member_id_date"
    ON "registered_attendance" ("member_id", "date");
CREATE INDEX "idx_registered_attendance_meeting_id_surname"
    ON "registered_attendance" ("meeting_id", "surname");
CREATE INDEX "idx_registered_meetings_document_id"
    ON "registered_meetings" ("document_id");
CREATE INDEX "idx_registered_meetings_date"
    ON "registered_meetings" ("date");
CREATE INDEX "idx_registered_meetings_council_date"
    ON "registered_meetings" ("council", "date");
CREATE INDEX "idx_registered_meetings_committee_id_date"
    ON "registered_meetings" ("committee_id", "date");
CREATE INDEX "idx_tracked_actions_document_id"
    ON "tracked_actions" ("document_id");
CREATE INDEX "idx_tracked_actions_as_of_document_id"
    ON "tracked_actions" ("as_of_document_id");
CREATE INDEX "idx_tracked_actions_standing_due_end_status_slips"
    ON "tracked_actions" ("standing", "due_end", "status", "slips");
CREATE INDEX "idx_tracked_actions_standing_days_passed"
    ON "tracked_actions" ("standing", "days_passed");
CREATE INDEX "idx_tracked_actions_due_end_standing"
    ON "tracked_actions" ("due_end", "standing");
CREATE INDEX "idx_tracked_actions_status_standing_due_end"
    ON "tracked_actions" ("status", "standing", "due_end");
CREATE INDEX "idx_tracked_actions_council_standing_due_end_status_slips_days_passed"
    ON "tracked_actions" ("council", "standing", "due_end", "status", "slips", "days_passed");
CREATE INDEX "idx_tracked_actions_committee_id_standing_due_end_status_slips_days_passed"
    ON "tracked_actions" ("committee_id", "standing", "due_end", "status", "slips", "days_passed");
CREATE INDEX "idx_tracked_actions_slips_days_slipped"
    ON "tracked_actions" ("slips", "days_slipped");
CREATE INDEX "idx_tracked_actions_thread_state_due_end"
    ON "tracked_actions" ("thread_state", "due_end");
CREATE INDEX "idx_member_acts_document_id"
    ON "member_acts" ("document_id");
CREATE INDEX "idx_member_acts_member_id_date"
    ON "member_acts" ("member_id", "date");
CREATE INDEX "idx_member_acts_resolution_id"
    ON "member_acts" ("resolution_id");
CREATE INDEX "idx_committees_council_committee"
    ON "committees" ("council", "committee");
CREATE INDEX "idx_members_council_name"
    ON "members" ("council", "name");
CREATE INDEX "idx_action_counts_committee_id"
    ON "action_counts" ("committee_id");
CREATE INDEX "idx_action_counts_council"
    ON "action_counts" ("council");
CREATE INDEX "idx_action_counts_officer_id"
    ON "action_counts" ("officer_id");
CREATE INDEX "idx_monthly_figures_measure_council_month"
    ON "monthly_figures" ("measure", "council", "month");
CREATE INDEX "idx_monthly_figures_measure_committee_id_month"
    ON "monthly_figures" ("measure", "committee_id", "month");
CREATE VIEW "action_tracker" AS select a.id, d.council, m.committee, a.action, a.detail,
  (
    select group_concat(lead, '; ') from (
      select coalesce(o.post || coalesce(' (' || o.name || ')', ''), o.name) as lead
      from action_leads as l join officers as o on o.id = l.officer_id
      where l.action_id = a.id order by l.ordinal
    )
  ) as leads,
  a.due_text, a.due_end,
  case
    when s.standing in ('complete', 'no due date', 'reported on later') then s.standing
    when s.due_end < min(s.as_of, date('now')) then 'overdue'
    when s.due_end < date('now') then 'due, no later report'
    else 'not yet due'
  end as due_state,
  case
    when s.standing = 'passed' and s.due_end < date('now')
      then cast(julianday(min(s.as_of, date('now'))) - julianday(s.due_end) as integer)
  end as days_overdue,
  a.status, s.as_of, p.title as as_of_title, s.as_of_document_id,
  a.document_id || '-pages-' || a.page as page_id,
  d.source_url || '#page=' || a.page as page_url,
  a.theme, a.reference, a.origin, a.leads_text, a.due_start, a.due_precision, a.recurring, a.status_text, s.status as as_of_status,
  s.due_end as as_of_due_end, a.thread_id, s.slips, d.title, a.document_id
from tracked_actions as s
join actions as a on a.id = s.id
join documents as d on d.id = a.document_id
left join documents as p on p.id = s.as_of_document_id
left join meetings as m on m.id = a.meeting_id;
CREATE VIEW "overdue_actions" AS select id, council, committee, theme, reference, action, detail, leads, leads_text, due_text, as_of_due_end as due_end, days_overdue,
  as_of_status as status, as_of, as_of_document_id, as_of_title, document_id, page_id, page_url
from action_tracker
where due_state = 'overdue';
CREATE VIEW "slipped_actions" AS select k.id, k.council, k.committee, k.theme, k.action, k.detail, k.leads, t.first_due_end, t.current_due_end, s.days_slipped,
  t.slips, t.status, t.state, k.as_of, t.id as thread_id, t.first_document_id, k.document_id, k.page_id, k.page_url
from tracked_actions as s
join action_tracker as k on k.id = s.id
join action_threads as t on t.id = k.thread_id
where s.slips > 0 and s.standing <> 'reported on later';
CREATE VIEW "resolution_register" AS select r.id, g.council, coalesce(c.committee, m.committee) as committee, g.date, r.reference, n.title as minute, r.label, r.verb, r.text,
  r.kind, r.outcome, r.mover, r.seconder, r.votes_for, r.votes_against, r.votes_abstained, n.confirmed, g.meeting_id, r.agenda_item_id,
  r.report_id, d.title, r.document_id,
  r.document_id || '-pages-' || r.page as page_id,
  d.source_url || '#page=' || r.page as page_url
from registered_resolutions as g
join resolutions as r on r.id = g.id
join documents as d on d.id = r.document_id
left join minutes as n on n.id = r.minute_id
left join meetings as m on m.id = r.meeting_id
left join meetings as c on c.id = g.meeting_id;
CREATE VIEW "meeting_register" AS select m.id, m.council, m.committee, g.date, m.start_time, m.end_time, m.venue, g.present, g.apologies, g.agenda_items, g.resolutions,
  g.papers, d.title, m.document_id,
  m.document_id || '-pages-' || m.page as page_id,
  d.source_url || '#page=' || m.page as page_url
from registered_meetings as g
join meetings as m on m.id = g.id
join documents as d on d.id = m.document_id;
CREATE VIEW "attendance_register" AS select a.id, g.council, c.committee, g.date, a.name, a.capacity, a.role, a.post, a.status, a.note, c.id as meeting_id, a.document_id,
  a.document_id || '-pages-' || a.page as page_id,
  d.source_url || '#page=' || a.page as page_url
from registered_attendance as g
join attendance as a on a.id = g.id
join documents as d on d.id = a.document_id
left join meetings as c on c.id = g.meeting_id;
pragma user_version = 1;
