-- Whether an undoing leaves the sheets in which something has happened since as they are, or is not done because of them.
alter table imports add column leaves_edited boolean not null default false;
