-- Where WeCom sends callbacks. It verifies a URL while the app is still being made, so a handle comes first; what it is for is said then
-- or later. A suite may have several, for changing its keys without a gap.
create table callback_handle (
    handle         text collate "C" primary key,
    tenant_id      text collate "C" not null references tenant on delete cascade,
    sealed_token   bytea not null,
    sealed_aes_key bytea not null,
    suite_id       text collate "C",
    corp_id        text collate "C",
    agent_id       integer,
    is_provider    boolean not null default false,
    created_at     timestamptz not null default clock_timestamp(),
    bound_at       timestamptz,
    check ((corp_id is null) = (agent_id is null)),
    check ((suite_id is not null)::integer + (corp_id is not null)::integer + is_provider::integer <= 1),
    foreign key (tenant_id, suite_id) references suite on delete cascade,
    foreign key (tenant_id, corp_id, agent_id) references agent on delete cascade
);

create index callback_handle_by_tenant on callback_handle (tenant_id, handle);
create index callback_handle_by_agent on callback_handle (tenant_id, corp_id, agent_id);
create index callback_handle_by_suite on callback_handle (tenant_id, suite_id);

-- Nodes hold handles with what they are checked against, the provider's corpid among it.
create function announce_callback_handles() returns trigger language plpgsql as $$
declare
    r record := case when tg_op = 'DELETE' then old else new end;
begin
    if tg_table_name = 'callback_handle' then
        perform record_change('callback', r.handle);
    else
        perform record_change('callback', h.handle) from callback_handle h where h.tenant_id = r.tenant_id;
    end if;
    return null;
end $$;

create trigger announce after insert or update or delete on callback_handle
    for each row execute function announce_callback_handles();
create trigger announce_handles after insert or update or delete on provider
    for each row execute function announce_callback_handles();
create trigger announce_handles after update of provider_corp_id on suite
    for each row when (old.provider_corp_id is distinct from new.provider_corp_id) execute function announce_callback_handles();

-- What arrived, each event once. Commands wait here until they were carried out.
create table callback_event (
    id          bigint generated always as identity primary key,
    tenant_id   text collate "C" not null references tenant on delete cascade,
    key         bytea not null,
    handle      text collate "C" not null,
    type        text not null,
    suite_id    text collate "C",
    corp_id     text collate "C",
    agent_id    text,
    link_state  text,
    sealed_code bytea,
    event_at    timestamptz not null,
    received_at timestamptz not null default clock_timestamp(),
    status      text not null check (status in ('noted', 'waiting', 'done', 'dead')),
    forwarded   boolean not null default false,
    attempts    integer not null default 0,
    tries_since timestamptz not null default clock_timestamp(),
    next_at     timestamptz not null default clock_timestamp(),
    lease_until timestamptz not null default '-infinity',
    fence       bigint not null default 0,
    error_code  text,
    error       text,
    unique (tenant_id, key)
);

create index callback_event_by_tenant on callback_event (tenant_id, id);
create index callback_event_waiting on callback_event (next_at) where status = 'waiting';
create index callback_event_by_time on callback_event (received_at); -- for pruning

-- Where a tenant is told of events, and the messages on their way there. A lane is one corp's: its messages go one after the other.
create table webhook (
    tenant_id      text collate "C" primary key references tenant on delete cascade,
    url            text not null,
    format         text not null check (format in ('json', 'xml')),
    sealed_secret  bytea not null,
    sealed_token   bytea,
    sealed_aes_key bytea,
    updated_at     timestamptz not null default clock_timestamp(),
    check (format = 'json' or (sealed_token is not null and sealed_aes_key is not null))
);

create sequence webhook_fence; -- a lane that comes back must not meet a claim of its earlier life

create table webhook_lane (
    tenant_id   text collate "C" not null references webhook on delete cascade,
    lane        text collate "C" not null,
    next_at     timestamptz not null default clock_timestamp(),
    lease_until timestamptz not null default '-infinity',
    fence       bigint not null default 0,
    primary key (tenant_id, lane)
);

create index webhook_lane_due on webhook_lane (next_at);

create table webhook_message (
    id          bigint generated always as identity primary key,
    tenant_id   text collate "C" not null references webhook on delete cascade,
    lane        text collate "C" not null,
    key         bytea not null,
    type        text not null,
    is_notice   boolean not null,
    suite_id    text collate "C",
    agent_id    text,
    to_user     text,
    receive_id  text,
    event_at    timestamptz not null,
    sealed      bytea not null,
    created_at  timestamptz not null default clock_timestamp(),
    status      text not null default 'waiting' check (status in ('waiting', 'dead')),
    attempts    integer not null default 0,
    tries_since timestamptz,
    error       text
);

create index webhook_message_waiting on webhook_message (tenant_id, lane, id) where status = 'waiting';
create index webhook_message_by_tenant on webhook_message (tenant_id, id);

-- Puts a message into a corp's lane; false when the tenant has no webhook. The lane's row is locked first, so that ids are in the order
-- of commits, and the worker that finds a lane empty does not remove it under a message that is not yet seen.
create function webhook_enqueue(
    p_tenant text, p_lane text, p_key bytea, p_type text, p_is_notice boolean, p_suite text, p_agent text, p_to_user text,
    p_receive_id text, p_event_at timestamptz, p_sealed bytea)
returns boolean language plpgsql as $$
begin
    insert into webhook_lane as l (tenant_id, lane) select w.tenant_id, p_lane from webhook w where w.tenant_id = p_tenant
    on conflict (tenant_id, lane) do update set lane = excluded.lane;
    if not found then
        return false;
    end if;

    insert into webhook_message (tenant_id, lane, key, type, is_notice, suite_id, agent_id, to_user, receive_id, event_at, sealed)
    values (p_tenant, p_lane, p_key, p_type, p_is_notice, p_suite, p_agent, p_to_user, p_receive_id, p_event_at, p_sealed);
    return true;
end $$;

-- The message before was delivered (null: none was); gives the lane's next one and a new lease, or lets the lane go.
create function webhook_next(p_tenant text, p_lane text, p_fence bigint, p_lease interval, p_delivered bigint)
returns setof webhook_message language plpgsql as $$
begin
    delete from webhook_message m where m.id = p_delivered;
    update webhook_lane l
    set lease_until = clock_timestamp() + p_lease
    where l.tenant_id = p_tenant and l.lane = p_lane and l.fence = p_fence;
    if not found then
        return;
    end if;

    return query
    select m.* from webhook_message m
    where m.tenant_id = p_tenant and m.lane = p_lane and m.status = 'waiting'
    order by m.id
    limit 1;
    if not found then
        delete from webhook_lane l where l.tenant_id = p_tenant and l.lane = p_lane;
    end if;
end $$;

-- A message was not taken: its lane waits, or goes on without it when it was tried for long enough. True when it is dead.
create function webhook_fail(
    p_tenant text, p_lane text, p_fence bigint, p_id bigint, p_error text, p_retry_in interval, p_give_up_after interval)
returns boolean language plpgsql as $$
declare
    v_dead boolean;
begin
    update webhook_lane l
    set lease_until = '-infinity', next_at = clock_timestamp() + p_retry_in
    where l.tenant_id = p_tenant and l.lane = p_lane and l.fence = p_fence;
    if not found then
        return false;
    end if;

    update webhook_message m
    set attempts = m.attempts + 1,
        tries_since = coalesce(m.tries_since, clock_timestamp()),
        error = p_error,
        status = case when m.tries_since < clock_timestamp() - p_give_up_after then 'dead' else 'waiting' end
    where m.id = p_id
    returning m.status = 'dead' into v_dead;
    if v_dead then
        update webhook_lane l set next_at = clock_timestamp() where l.tenant_id = p_tenant and l.lane = p_lane;
    end if;
    return coalesce(v_dead, false);
end $$;

-- Takes an event in: once, however often it is sent. Null when it was there already.
create function callback_receive(
    p_tenant text, p_key bytea, p_handle text, p_type text, p_suite text, p_corp text, p_agent text, p_link_state text,
    p_sealed_code bytea, p_event_at timestamptz, p_is_command boolean, p_to_user text, p_receive_id text, p_sealed_message bytea)
returns bigint language plpgsql as $$
declare
    v_id bigint;
begin
    insert into callback_event (tenant_id, key, handle, type, suite_id, corp_id, agent_id, link_state, sealed_code, event_at, status)
    values (p_tenant, p_key, p_handle, p_type, p_suite, p_corp, p_agent, p_link_state, p_sealed_code, p_event_at,
            case when p_is_command then 'waiting' else 'noted' end)
    on conflict (tenant_id, key) do nothing
    returning id into v_id;

    if v_id is not null and p_sealed_message is not null then
        if webhook_enqueue(
            p_tenant, coalesce(p_corp, ''), p_key, p_type, false, p_suite, p_agent, p_to_user, p_receive_id, p_event_at,
            p_sealed_message)
        then
            update callback_event set forwarded = true where id = v_id;
        end if;
    end if;
    return v_id;
end $$;
