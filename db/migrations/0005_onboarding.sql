-- Installations: which auth codes were exchanged and what came of it, who began an installation, and where browsers may be sent back to.
create table redirect_uri (
    tenant_id  text collate "C" not null references tenant on delete cascade,
    uri        text collate "C" not null,
    created_at timestamptz not null default clock_timestamp(),
    primary key (tenant_id, uri)
);

-- Its id is the hash of the state that goes to WeCom and comes back: whoever reads this table cannot come back in another's place.
create table install_session (
    id           bytea primary key,
    tenant_id    text collate "C" not null,
    suite_id     text collate "C" not null,
    redirect_uri text not null,
    state        text not null,
    expires_at   timestamptz not null,
    code_hash    bytea,
    foreign key (tenant_id, suite_id) references suite on delete cascade
);

create index install_session_by_expiry on install_session (expires_at);

-- One row is one auth code's exchange for a permanent code. WeCom takes an auth code once, so the row is committed before the call:
--   waiting    certainly not used up; tried again, by whoever holds the code or with the sealed one here
--   started    the call may be on its way
--   done       exchanged; what it brought was stored in the same transaction
--   failed     WeCom refused for good
--   uncertain  nobody knows whether it is used up: never tried again, only told of
--   cleared    was uncertain; the corp has installed again, or the administrator has looked at it
create table auth_exchange (
    tenant_id     text collate "C" not null,
    suite_id      text collate "C" not null,
    code_hash     bytea not null,
    purpose       text not null check (purpose in ('install', 'reset')),
    state         text not null check (state in ('waiting', 'started', 'done', 'failed', 'uncertain', 'cleared')),
    install_state text,
    event_at      timestamptz not null,
    corp_id       text collate "C",
    agent_id      integer,
    error         text,
    sealed_code   bytea,
    is_told       boolean not null default false,
    created_at    timestamptz not null default clock_timestamp(),
    changed_at    timestamptz not null default clock_timestamp(),
    primary key (tenant_id, suite_id, code_hash),
    foreign key (tenant_id, suite_id) references suite on delete cascade
);

create index auth_exchange_open on auth_exchange (changed_at)
    where state in ('started', 'waiting') or (state in ('done', 'uncertain') and not is_told);
create index auth_exchange_uncertain on auth_exchange (tenant_id, suite_id, created_at) where state = 'uncertain';

-- A customised app's new permanent code waits beside the old one until gettoken has taken it. is_closed: the app is disabled in the corp.
alter table suite_authorization add column sealed_next_code bytea;
alter table suite_authorization add column is_closed boolean not null default false;

create function forget_earlier_life() returns trigger language plpgsql as $$
begin
    new.sealed_next_code := null;
    new.is_closed := false;
    return new;
end $$;

create trigger forget_life before update on suite_authorization for each row
    when (old.life <> new.life or (old.state <> 'cancelled' and new.state = 'cancelled')) execute function forget_earlier_life();

-- The permanent code is here: stored in one transaction with the end of its exchange, whatever became of the row meanwhile. An
-- installation that comes after one with an unknown outcome, by the same corp or, where that is unknown, with the same state, clears it.
create function auth_exchange_complete(
    p_tenant text, p_suite text, p_hash bytea, p_corp text, p_name text, p_sealed_code bytea, p_agent integer, p_agent_kind text)
returns void language plpgsql as $$
declare
    v auth_exchange;
begin
    update auth_exchange
    set state = 'done', corp_id = p_corp, agent_id = p_agent, error = null, sealed_code = null, is_told = false,
        changed_at = clock_timestamp()
    where tenant_id = p_tenant and suite_id = p_suite and code_hash = p_hash
    returning * into strict v;

    update auth_exchange
    set state = 'cleared', corp_id = p_corp, is_told = true, changed_at = clock_timestamp()
    where (tenant_id, suite_id, code_hash) = (
        select u.tenant_id, u.suite_id, u.code_hash
        from auth_exchange u
        where u.tenant_id = p_tenant and u.suite_id = p_suite and u.state = 'uncertain' and u.purpose = v.purpose
          and u.created_at <= v.created_at
          and case when u.corp_id is null then coalesce(u.install_state, '') = coalesce(v.install_state, '') else u.corp_id = p_corp end
        order by u.created_at
        limit 1);

    if v.purpose = 'reset' then
        update suite_authorization
        set sealed_next_code = p_sealed_code, event_at = v.event_at, updated_at = clock_timestamp()
        where tenant_id = p_tenant and suite_id = p_suite and corp_id = p_corp and state <> 'cancelled' and event_at <= v.event_at;
        if found then
            return;
        end if;
    end if;

    perform authorization_activate(p_tenant, p_suite, p_corp, p_name, v.event_at, p_sealed_code, p_agent, p_agent_kind);
end $$;

-- Registers the app of one life of an authorization; false when another life has begun.
create function authorization_place_agent_of_life(p_tenant text, p_suite text, p_corp text, p_life bigint, p_agent integer, p_agent_kind text)
returns boolean language plpgsql as $$
begin
    perform 1 from suite_authorization
    where tenant_id = p_tenant and suite_id = p_suite and corp_id = p_corp and life = p_life and state <> 'cancelled'
    for update;
    if not found then
        return false;
    end if;

    perform authorization_place_agent(p_tenant, p_suite, p_corp, p_agent, p_agent_kind);
    return true;
end $$;
