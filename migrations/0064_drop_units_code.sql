-- Not used: looking units up by code and day at once (GiST) takes no longer, also with the whole country.
drop index units_code;
