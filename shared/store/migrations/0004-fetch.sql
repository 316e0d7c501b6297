-- The request budget of a registrable domain and the robots.txt of an origin, shared by all processes.

alter table hearsay.budgets
  -- When the bucket of subscribed feeds would be full again: a feed is not kept waiting by the pages it announced.
  add column feed_at timestamptz not null default '-infinity',
  -- When each request that is under way is given up for dead: its process may have been killed.
  add column leases timestamptz[] not null default '{}',
  -- Times in a row that the domain asked us to wait, or failed with 503.
  add column strikes integer not null default 0;

-- The time at which a request that had to wait may go: first come, first served, and each wakes up once.
create table hearsay.turns (
  domain text not null references hearsay.budgets on delete cascade,
  key text not null,
  at timestamptz not null,
  primary key (domain, key)
);

-- Takes one request from a domain's budget, or a turn in its queue. `wait` is 0 where the request may go; then `leased`
-- is to be given back when it has ended. Generic cell rate algorithm (ATM Forum TM 4.0) with reservations. The clock is
-- the database's, as those of the machines differ.
create function hearsay.take_budget(of_domain text, for_key text, is_feed boolean, step interval, slack interval,
  lanes integer, lease interval) returns table (wait double precision, leased timestamptz)
language plpgsql as $$
declare
  b hearsay.budgets%rowtype;
  t timestamptz;
  full_at timestamptz;
  turn timestamptz;
  live timestamptz[];
  has_turn boolean;
begin
  loop
    select * into b from hearsay.budgets where domain = of_domain for update;
    exit when found;
    insert into hearsay.budgets (domain, next_at) values (of_domain, '-infinity') on conflict do nothing;
  end loop;
  t := date_trunc('milliseconds', clock_timestamp());
  if b.blocked_until > t then
    return query select extract(epoch from b.blocked_until - t)::double precision, null::timestamptz;
    return;
  end if;
  select at into turn from hearsay.turns where domain = of_domain and key = for_key;
  if turn > t then
    return query select extract(epoch from turn - t)::double precision, null::timestamptz;
    return;
  end if;
  delete from hearsay.turns where domain = of_domain and (key = for_key or at < t - interval '1 hour');
  -- Turns that passed while nobody worked are void: they would all be used at once.
  has_turn := turn is not null and turn > t - greatest(interval '10 seconds', step);
  full_at := greatest(case when is_feed then b.feed_at else b.next_at end, t);
  live := array(select l from unnest(b.leases) l where l > t);
  if cardinality(live) < lanes and (has_turn or full_at <= t + slack) then
    leased := t + lease;
    wait := 0;
    live := live || leased;
  else
    has_turn := false;
    -- Lanes clear at the pace of the site's answers, not of the bucket.
    turn := greatest(full_at - slack, t + case when cardinality(live) < lanes then interval '0'
      else greatest(step, interval '100 milliseconds') end);
    insert into hearsay.turns values (of_domain, for_key, turn);
    wait := extract(epoch from turn - t);
  end if;
  update hearsay.budgets set leases = live,
    feed_at = case when is_feed and not has_turn then full_at + step else feed_at end,
    next_at = case when has_turn then next_at when is_feed then greatest(next_at, t) + step else full_at + step end
  where domain = of_domain;
  return next;
end $$;

-- Gives a request back that has ended; `well` if the domain answered as it should, which ends its strikes.
create function hearsay.release_budget(of_domain text, lease timestamptz, well boolean) returns void
language sql as $$
  update hearsay.budgets set strikes = case when well then 0 else strikes end,
    leases = leases[:array_position(leases, lease) - 1] || leases[array_position(leases, lease) + 1:]
  where domain = of_domain and lease = any(leases)
$$;

-- What an origin's robots.txt said when it was last asked for.
create table hearsay.robots (
  origin text primary key,
  -- rules: `rules` holds; none: there is no such file, all is allowed; unreachable: nothing is allowed.
  verdict text check (verdict in ('rules', 'none', 'unreachable')),
  rules text,
  reason text,
  read_at timestamptz,
  expires_at timestamptz not null,
  -- Since when it could not be read, and how often in a row.
  failing_since timestamptz,
  failures integer not null default 0,
  -- One process asks at a time; if it dies, another may after this.
  asking_until timestamptz
);
