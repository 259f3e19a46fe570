-- Who uses the platform and for which apps. Secrets are sealed; keys are stored as hashes.
create table tenant (
    id         text collate "C" primary key,
    name       text not null,
    enabled    boolean not null default true,
    created_at timestamptz not null default clock_timestamp()
);

create table api_key (
    id         text collate "C" primary key,
    tenant_id  text collate "C" not null references tenant on delete cascade,
    kind       text not null check (kind in ('secret', 'publishable')),
    hash       bytea not null,
    scopes     text[] not null,
    rate       integer not null,
    created_at timestamptz not null default clock_timestamp()
);

create index api_key_by_tenant on api_key (tenant_id, id);

create table corp (
    tenant_id     text collate "C" not null references tenant on delete cascade,
    corp_id       text collate "C" not null,
    name          text not null,
    ticket_source integer,
    egress_proxy  text,
    created_at    timestamptz not null default clock_timestamp(),
    primary key (tenant_id, corp_id)
);

create table agent (
    tenant_id       text collate "C" not null,
    corp_id         text collate "C" not null,
    agent_id        integer not null,
    kind            text not null check (kind in ('selfBuilt')),
    sealed_secret   bytea not null,
    secret_proven   boolean not null,
    trusted_domains text[] not null,
    egress_proxy    text,
    strict_urls     boolean not null default false,
    created_at      timestamptz not null default clock_timestamp(),
    updated_at      timestamptz not null default clock_timestamp(),
    primary key (tenant_id, corp_id, agent_id),
    foreign key (tenant_id, corp_id) references corp on delete cascade
);

-- Whoever writes, nodes learn of it.
create function announce_registry() returns trigger language plpgsql as $$
declare
    r record := case when tg_op = 'DELETE' then old else new end;
begin
    case tg_table_name
        when 'tenant' then perform record_change('tenant', r.id);
        when 'api_key' then perform record_change('key', r.id);
        else perform record_change('corp', r.tenant_id || '/' || r.corp_id);
    end case;
    return null;
end $$;

create trigger announce after insert or update or delete on tenant for each row execute function announce_registry();
create trigger announce after insert or update or delete on api_key for each row execute function announce_registry();
create trigger announce after insert or update or delete on corp for each row execute function announce_registry();
create trigger announce after insert or update or delete on agent for each row execute function announce_registry();

-- A deleted app's tokens and tickets go with it, whatever deleted it.
create function erase_credentials() returns trigger language plpgsql as $$
begin
    perform credential_erase(old.tenant_id, old.corp_id, old.agent_id::text);
    return null;
end $$;

create trigger erase after delete on agent for each row execute function erase_credentials();
