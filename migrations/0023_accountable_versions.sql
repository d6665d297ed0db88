-- Who answers for a unit is changed over HTTP: the ETag of a unit's officials is the sum of their versions, which grows
-- by one whenever one is named or corrected.
alter table accountable_officials add column version integer not null default 1;
