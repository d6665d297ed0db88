-- Communes are told of documents that are about to lapse, and with the province of files that are not as received.

alter table notices drop constraint notices_kind_check, add constraint notices_kind_check check (kind in (
  'returned', 'due', 'dueSoon', 'reopeningEnds', 'late', 'lateStill', 'verificationWaiting', 'evidenceLapsing',
  'evidenceFault'));

create index evidence_files_faults on evidence_files (unit_id) where fault is not null;

comment on column evidence_files.fault_since is 'On the clock of the field, as the days on which offices are told.';
