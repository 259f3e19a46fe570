-- One row is one credential for the whole cluster. Its lease, fence and generation keep nodes from overwriting each other.
-- clock_timestamp() everywhere, never now(): a transaction that waited for a lock must not judge by the time it began.
create table credential (
    key            text collate "C" primary key,
    tenant_id      text collate "C" not null,
    kind           text not null,
    corp_id        text collate "C",
    app_id         text collate "C",
    issued_at      timestamptz,
    generation     bigint not null default 0,
    fence          bigint not null default 0,
    lease_until    timestamptz not null default '-infinity',
    lease_holder   text,
    sealed         bytea,
    fetched_at     timestamptz,
    expires_at     timestamptz,
    lifetime       interval not null default '0',
    slack          interval not null default '0',
    confirmations  integer not null default 0,
    forced_at      timestamptz not null default '-infinity',
    failure_reason integer,
    failure_code   integer,
    failure_detail text,
    failures       integer not null default 0,
    failed_at      timestamptz,
    retry_at       timestamptz
);

create index credential_by_tenant on credential (tenant_id, key);

-- What every attempt counts against, by WeCom's ids and across tenants: a sliding window is a count of recent lines.
create table budget_entry (
    id    bigint generated always as identity primary key,
    scope text collate "C" not null,
    at    timestamptz not null default clock_timestamp()
);

create index budget_entry_by_scope on budget_entry (scope, at);

-- What changed, for nodes to follow. A plain sequence as cursor would skip lines that commit late, so readers go by transaction:
-- everything below pg_snapshot_xmin is settled.
create table change (
    id    bigint generated always as identity primary key,
    xid   xid8 not null default pg_current_xact_id(),
    topic text not null,
    key   text not null,
    at    timestamptz not null default clock_timestamp()
);

create index change_by_xid on change (xid, id);
create index change_by_time on change (at); -- for pruning

create function record_change(p_topic text, p_key text) returns void language plpgsql as $$
begin
    insert into change (topic, key) values (p_topic, p_key);
    perform pg_notify('wecom_platform', p_topic || ' ' || p_key);
end $$;

-- The next generation or fence. It outgrows even the numbers of commits that a failover lost: a number that is used again would let a
-- holder whose lease was lost write over a newer value. Where the clock is behind, what counting on would repeat, chance does not.
create function next_number(p_number bigint) returns bigint language sql volatile as $$
    select greatest(p_number + 1 + (random() * 1000000)::bigint, (extract(epoch from clock_timestamp()) * 1000000)::bigint)
$$;

-- Reserves an attempt against its budgets, or names the scope that is used up and the wait until it is not.
-- Rules: 0 every attempt counts; 1 probes: counted now, given back unless the secret is rejected; 2 watched: counted by whoever
-- finds the secret rejected; 3 alarm: a full budget only tightens those that follow.
create function budget_reserve(
    p_scopes text[], p_limits integer[], p_alarm_limits integer[], p_windows interval[], p_rules integer[],
    out refused text, out retry_in interval, out attempts bigint[], out refundable bigint[])
language plpgsql as $$
declare
    v_alarm boolean := false;
    v_limit integer;
    v_count integer;
    v_id    bigint;
    v_scope text;
begin
    -- All take their scopes in one order, so that two attempts never wait for each other.
    for v_scope in select distinct s from unnest(p_scopes) as s order by 1 loop
        perform pg_advisory_xact_lock(hashtextextended(v_scope, 7001));
    end loop;

    for i in 1 .. coalesce(array_length(p_scopes, 1), 0) loop
        delete from budget_entry b where b.scope = p_scopes[i] and b.at < clock_timestamp() - p_windows[i] * 2;
        v_limit := case when v_alarm then p_alarm_limits[i] else p_limits[i] end;
        select count(*) into v_count
        from budget_entry b
        where b.scope = p_scopes[i] and b.at > clock_timestamp() - p_windows[i];

        if v_count >= v_limit then
            if p_rules[i] = 3 then
                v_alarm := true;
                continue;
            end if;

            refused := p_scopes[i];
            select b.at + p_windows[i] - clock_timestamp() into retry_in
            from budget_entry b
            where b.scope = p_scopes[i] and b.at > clock_timestamp() - p_windows[i]
            order by b.at
            offset v_count - v_limit limit 1;
            return;
        end if;
    end loop;

    attempts := '{}';
    refundable := '{}';
    for i in 1 .. coalesce(array_length(p_scopes, 1), 0) loop
        if p_rules[i] in (0, 1) then
            insert into budget_entry (scope) values (p_scopes[i]) returning id into v_id;
            if p_rules[i] = 1 then
                refundable := refundable || v_id;
            else
                attempts := attempts || v_id;
            end if;
        end if;
    end loop;
end $$;

-- Gives back what need not count, and counts what was found out.
create function budget_settle(p_refund bigint[], p_count_scopes text[]) returns void language sql as $$
    delete from budget_entry where id = any (p_refund);
    insert into budget_entry (scope) select unnest(p_count_scopes);
$$;

-- Takes the lease on a credential and reserves its budgets, or says why not.
--   taken        fence, attempts and refundable are set
--   moved_on     somebody holds the lease, wrote a newer value or failed meanwhile
--   forced_soon  another forced refresh was made a moment ago; retry_in says when the next may be
--   over_budget  scope is used up; retry_in says until when
create function credential_take(
    p_key text, p_tenant text, p_kind text, p_corp text, p_app text,
    p_seen bigint, p_holder text, p_lease interval, p_forced boolean, p_forced_interval interval,
    p_scopes text[], p_limits integer[], p_alarm_limits integer[], p_windows interval[], p_rules integer[],
    out outcome text, out fence bigint, out attempts bigint[], out refundable bigint[], out retry_in interval, out scope text)
language plpgsql as $$
declare
    r credential;
begin
    insert into credential (key, tenant_id, kind, corp_id, app_id)
    values (p_key, p_tenant, p_kind, p_corp, p_app)
    on conflict (key) do nothing;

    select * into r from credential c where c.key = p_key for update;
    if r.generation <> p_seen or r.lease_until > clock_timestamp() or r.retry_at > clock_timestamp() then
        outcome := 'moved_on';
        return;
    end if;

    if p_forced and r.forced_at > clock_timestamp() - p_forced_interval then
        outcome := 'forced_soon';
        retry_in := r.forced_at + p_forced_interval - clock_timestamp();
        return;
    end if;

    select b.refused, b.retry_in, b.attempts, b.refundable into scope, retry_in, attempts, refundable
    from budget_reserve(p_scopes, p_limits, p_alarm_limits, p_windows, p_rules) b;
    if scope is not null then
        outcome := 'over_budget';
        return;
    end if;

    update credential c
    set fence = next_number(c.fence),
        lease_until = clock_timestamp() + p_lease,
        lease_holder = p_holder,
        forced_at = case when p_forced then clock_timestamp() else c.forced_at end
    where c.key = p_key
    returning c.fence into fence;
    outcome := 'taken';
end $$;

-- Writes a value under the fence, which closes the permit. Its number outgrows p_known, the highest that the writer knows of: the clock of
-- a primary that took over may be behind the lost one's, and a node refuses what seems older than what it holds. A value that WeCom
-- returned again keeps its generation, and its end of life unless WeCom now says something clearly else (expires_in is in whole seconds).
-- A life is counted from before its request was sent; neither a slow answer of this database nor a slow write adds to it: by this clock
-- the request was sent p_sent_after_take after the lease of p_lease began, or a little later, which p_slack covers.
create function credential_write(
    p_key text, p_fence bigint, p_same boolean, p_known bigint, p_sealed bytea,
    p_lifetime interval, p_sent_after_take interval, p_slack interval, p_refund bigint[], p_lease interval)
returns setof credential language plpgsql as $$
begin
    return query
    update credential c
    set generation = case when p_same then c.generation else next_number(greatest(c.generation, p_known)) end,
        fence = next_number(c.fence),
        lease_until = '-infinity',
        lease_holder = null,
        sealed = p_sealed,
        fetched_at = case when p_same then c.fetched_at else clock_timestamp() end,
        expires_at = case
            when p_same and abs(extract(epoch from c.lease_until - p_lease + p_sent_after_take + p_lifetime - c.expires_at)) <= 2
                then c.expires_at
            else c.lease_until - p_lease + p_sent_after_take + p_lifetime
        end,
        lifetime = case when p_same then c.lifetime else p_lifetime end,
        slack = case when p_same then c.slack else p_slack end,
        confirmations = case when p_same then c.confirmations + 1 else 0 end,
        failure_reason = null, failure_code = null, failure_detail = null, failures = 0, failed_at = null, retry_at = null
    where c.key = p_key and c.fence = p_fence
    returning c.*;

    if found then
        perform budget_settle(p_refund, '{}');
        perform record_change('credential', p_key);
    end if;
end $$;

-- Gives a lease back without a value and remembers why, under the fence.
create function credential_release(
    p_key text, p_fence bigint, p_reason integer, p_code integer, p_detail text, p_retry_in interval,
    p_refund bigint[], p_count_scopes text[])
returns boolean language plpgsql as $$
begin
    update credential c
    set fence = next_number(c.fence),
        lease_until = '-infinity',
        lease_holder = null,
        failure_reason = coalesce(p_reason, c.failure_reason),
        failure_code = case when p_reason is null then c.failure_code else p_code end,
        failure_detail = case when p_reason is null then c.failure_detail else p_detail end,
        failures = c.failures + case when p_reason is null then 0 else 1 end,
        failed_at = case when p_reason is null then c.failed_at else clock_timestamp() end,
        retry_at = case when p_reason is null then c.retry_at else clock_timestamp() + p_retry_in end
    where c.key = p_key and c.fence = p_fence;

    if not found then
        return false;
    end if;

    perform budget_settle(p_refund, p_count_scopes);
    perform record_change('credential', p_key);
    return true;
end $$;

-- Takes in a value that came without a lease; an attempt in flight is fenced out. Of values that say when they were issued, an older
-- one changes nothing, in whatever order they arrive.
create function credential_push(
    p_key text, p_tenant text, p_kind text, p_corp text, p_app text,
    p_known bigint, p_sealed bytea, p_lifetime interval, p_remaining interval, p_slack interval, p_issued_at timestamptz)
returns setof credential language plpgsql as $$
begin
    return query
    insert into credential as c
        (key, tenant_id, kind, corp_id, app_id, generation, sealed, fetched_at, expires_at, lifetime, slack, issued_at)
    values (p_key, p_tenant, p_kind, p_corp, p_app, next_number(p_known), p_sealed,
            clock_timestamp(), clock_timestamp() + p_remaining, p_lifetime, p_slack, p_issued_at)
    on conflict (key) do update
    set generation = next_number(greatest(c.generation, p_known)),
        fence = next_number(c.fence),
        lease_until = '-infinity',
        lease_holder = null,
        sealed = excluded.sealed,
        fetched_at = excluded.fetched_at,
        expires_at = excluded.expires_at,
        lifetime = excluded.lifetime,
        slack = excluded.slack,
        issued_at = excluded.issued_at,
        confirmations = 0,
        failure_reason = null, failure_code = null, failure_detail = null, failures = 0, failed_at = null, retry_at = null
    where c.issued_at is null or excluded.issued_at is null or c.issued_at <= excluded.issued_at
    returning c.*;

    if found then
        perform record_change('credential', p_key);
    end if;
end $$;

-- What could not be fetched for want of a pushed value is fetched again at once; an attempt in flight goes on.
create function credential_retry(p_key text, p_reason integer) returns void language plpgsql as $$
begin
    update credential c
    set failure_reason = null, failure_code = null, failure_detail = null, failures = 0, failed_at = null, retry_at = null
    where c.key = p_key and c.failure_reason = p_reason;

    if found then
        perform record_change('credential', p_key);
    end if;
end $$;

-- Forgets failures: the secret was changed. An attempt in flight may still use the old one and is fenced out.
create function credential_forget(p_keys text[]) returns void language plpgsql as $$
begin
    update credential c
    set fence = next_number(c.fence),
        lease_until = '-infinity',
        lease_holder = null,
        forced_at = '-infinity',
        failure_reason = null, failure_code = null, failure_detail = null, failures = 0, failed_at = null, retry_at = null
    where c.key = any (p_keys);
    perform record_change('credential', k) from unnest(p_keys) as k;
end $$;

-- Erases values for good. The row stays, so that its generation goes on growing should the app come back.
create function credential_erase(p_tenant text, p_corp text, p_app text) returns void language plpgsql as $$
declare
    v_key text;
begin
    for v_key in
        update credential c
        set fence = next_number(c.fence),
            generation = next_number(c.generation),
            lease_until = '-infinity',
            lease_holder = null,
            sealed = null, fetched_at = null, expires_at = null, lifetime = '0', slack = '0', confirmations = 0,
            issued_at = null,
            failure_reason = null, failure_code = null, failure_detail = null, failures = 0, failed_at = null, retry_at = null
        where c.tenant_id = p_tenant and c.corp_id is not distinct from p_corp and c.app_id is not distinct from p_app
        returning c.key
    loop
        perform record_change('credential', v_key);
    end loop;
end $$;
