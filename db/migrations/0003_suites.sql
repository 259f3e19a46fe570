-- A service provider's suites (third-party apps, templates of customised apps, login suites) and the corps that authorized them.
create table provider (
    tenant_id     text collate "C" primary key references tenant on delete cascade,
    corp_id       text collate "C" not null,
    sealed_secret bytea not null,
    secret_proven boolean not null,
    egress_proxy  text,
    updated_at    timestamptz not null default clock_timestamp()
);

create table suite (
    tenant_id        text collate "C" not null references tenant on delete cascade,
    suite_id         text collate "C" not null,
    kind             text not null check (kind in ('thirdParty', 'login', 'template')),
    sealed_secret    bytea not null,
    secret_proven    boolean not null default false,
    provider_corp_id text collate "C",
    trusted_domains  text[] not null,
    egress_proxy     text,
    strict_urls      boolean not null default false,
    created_at       timestamptz not null default clock_timestamp(),
    updated_at       timestamptz not null default clock_timestamp(),
    primary key (tenant_id, suite_id)
);

-- One row is what a corp once said about a suite. Each installation begins a new life with a higher number; what is heard of an earlier
-- life changes nothing of a later one. event_at is WeCom's time of the newest event taken in.
create table suite_authorization (
    tenant_id   text collate "C" not null,
    suite_id    text collate "C" not null,
    corp_id     text collate "C" not null,
    life        bigint not null default 0,
    state       text not null check (state in ('active', 'suspended', 'cancelled')),
    event_at    timestamptz not null,
    sealed_code bytea,
    agent_id    integer,
    created_at  timestamptz not null default clock_timestamp(),
    updated_at  timestamptz not null default clock_timestamp(),
    primary key (tenant_id, suite_id, corp_id),
    foreign key (tenant_id, suite_id) references suite on delete cascade,
    foreign key (tenant_id, corp_id) references corp on delete cascade
);

create index suite_authorization_by_corp on suite_authorization (tenant_id, corp_id);

-- An app that came of an authorization has no secret of its own; its agentid is another one after each installation.
alter table agent drop constraint agent_kind_check;
alter table agent alter column sealed_secret drop not null;
alter table agent add column suite_id text collate "C";
alter table agent add column replaced_by integer;
alter table agent add check (kind in ('selfBuilt', 'thirdParty', 'customized'));
alter table agent add check ((kind = 'selfBuilt') = (suite_id is null));
alter table agent add check ((kind = 'selfBuilt') = (sealed_secret is not null));
alter table agent add foreign key (tenant_id, suite_id) references suite (tenant_id, suite_id) on delete cascade;

create or replace function announce_registry() returns trigger language plpgsql as $$
declare
    r record := case when tg_op = 'DELETE' then old else new end;
begin
    case tg_table_name
        when 'tenant' then perform record_change('tenant', r.id);
        when 'api_key' then perform record_change('key', r.id);
        when 'suite' then
            perform record_change('suite', r.tenant_id || '/' || r.suite_id);
            -- Its apps inherit from it.
            perform record_change('corp', a.tenant_id || '/' || a.corp_id)
            from suite_authorization a where a.tenant_id = r.tenant_id and a.suite_id = r.suite_id;
        else perform record_change('corp', r.tenant_id || '/' || r.corp_id);
    end case;
    return null;
end $$;

create trigger announce after insert or update or delete on suite for each row execute function announce_registry();
create trigger announce after insert or update or delete on suite_authorization for each row execute function announce_registry();

-- Tokens and tickets go with what they were fetched by: a self-built app, an authorization's life, a suite, a provider's secret.
create or replace function erase_credentials() returns trigger language plpgsql as $$
begin
    case tg_table_name
        when 'agent' then
            if old.suite_id is null then
                perform credential_erase(old.tenant_id, old.corp_id, old.agent_id::text);
            end if;
        when 'suite_authorization' then perform credential_erase(old.tenant_id, old.corp_id, old.suite_id);
        when 'suite' then perform credential_erase(old.tenant_id, null, old.suite_id);
        when 'provider' then perform credential_erase(old.tenant_id, old.corp_id, null);
    end case;
    return null;
end $$;

create trigger erase after delete on suite_authorization for each row execute function erase_credentials();
create trigger erase_life after update on suite_authorization for each row
    when (old.life <> new.life or (old.state <> 'cancelled' and new.state = 'cancelled')) execute function erase_credentials();
create trigger erase after delete on suite for each row execute function erase_credentials();
create trigger erase after delete on provider for each row execute function erase_credentials();
create trigger erase_other after update on provider for each row
    when (old.corp_id <> new.corp_id) execute function erase_credentials();

-- A corp authorized a suite (again): a new life begins, unless something later is known. The corp and its app appear with it; an app of
-- an earlier life stays as a pointer to the one that took its place.
create function authorization_activate(
    p_tenant text, p_suite text, p_corp text, p_name text, p_event_at timestamptz, p_sealed_code bytea, p_agent integer, p_agent_kind text)
returns boolean language plpgsql as $$
begin
    insert into corp (tenant_id, corp_id, name) values (p_tenant, p_corp, p_name)
    on conflict (tenant_id, corp_id) do nothing;

    insert into suite_authorization as a (tenant_id, suite_id, corp_id, life, state, event_at, sealed_code, agent_id)
    values (p_tenant, p_suite, p_corp, next_number(0), 'active', p_event_at, p_sealed_code, p_agent)
    on conflict (tenant_id, suite_id, corp_id) do update
    set life = next_number(a.life), state = 'active', event_at = excluded.event_at, sealed_code = excluded.sealed_code,
        agent_id = coalesce(excluded.agent_id, a.agent_id), updated_at = clock_timestamp()
    where a.event_at <= excluded.event_at;
    if not found then
        return false;
    end if;

    perform authorization_place_agent(p_tenant, p_suite, p_corp, p_agent, p_agent_kind);
    return true;
end $$;

create function authorization_place_agent(p_tenant text, p_suite text, p_corp text, p_agent integer, p_agent_kind text)
returns void language plpgsql as $$
begin
    if p_agent is null then
        return;
    end if;

    insert into agent as g (tenant_id, corp_id, agent_id, kind, suite_id, secret_proven, trusted_domains)
    values (p_tenant, p_corp, p_agent, p_agent_kind, p_suite, true, '{}')
    on conflict (tenant_id, corp_id, agent_id) do update
    set kind = excluded.kind, suite_id = excluded.suite_id, sealed_secret = null, replaced_by = null, updated_at = clock_timestamp();

    update agent
    set replaced_by = p_agent, updated_at = clock_timestamp()
    where tenant_id = p_tenant and corp_id = p_corp and suite_id = p_suite and agent_id <> p_agent
      and replaced_by is distinct from p_agent;
    update suite_authorization
    set agent_id = p_agent
    where tenant_id = p_tenant and suite_id = p_suite and corp_id = p_corp and agent_id is distinct from p_agent;
end $$;
