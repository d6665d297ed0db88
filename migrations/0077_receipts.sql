-- A receipt is numbered by what it is of – month, commune, revision, which submission – and not drawn: nothing waits for a
-- number, and what is refused leaves no gap. Receipts given until now keep theirs.
drop sequence receipt_numbers;
