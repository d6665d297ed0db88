-- That no receipt is given twice is held where submissions are kept. A sheet's row names its latest: without an index of
-- its own there, a submission changes nothing that is indexed, and writes one row in place of a row and four entries.
alter table sheets drop constraint sheets_receipt_key;
