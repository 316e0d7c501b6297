-- What people decide on mentions: the rows of a decision name each mention by its words, so that it is known again in
-- later revisions and in copies. An undone decision keeps its rows, for whoever asks what it was about.
alter table hearsay.decisions
  -- What its subjects do to their claim, where a person said so.
  add column relation text check (relation in ('repeats', 'varies', 'disputes'));

create table hearsay.judged (
  decision text not null references hearsay.decisions on delete cascade,
  mention text not null,
  article text not null references hearsay.articles on delete cascade,
  part text not null check (part in ('text', 'title')),
  -- The words of the mention, and the sentence they stand in.
  clause text not null,
  sentence text not null,
  side text not null check (side in ('subject', 'other')),
  -- The claim it was a mention of, and what it did to it: { relation, change, target, confidence }.
  claim text not null,
  was jsonb not null,
  primary key (decision, mention)
);
create index judged_article on hearsay.judged (article);

-- Mentions that a person had better look at, the least sure first.
create index mentions_doubtful on hearsay.mentions (((data->>'confidence')::double precision))
  where current and (data->>'confidence')::double precision < 0.6;
