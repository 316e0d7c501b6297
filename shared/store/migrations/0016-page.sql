-- What a page says of itself beside its text: its section, and the address of another outlet it is syndicated from.

alter table hearsay.revisions
  add column section text,
  add column syndicated_from text;
