-- What the commune wrote, as it was submitted: a reviewer compares words as well as figures.

-- { notes: { measure key: text }, criteria: { number: { obstacle, remedy, remedyDueOn, explanation } } };
-- null for submissions from before it was kept.
alter table sheet_submissions add column words jsonb;
