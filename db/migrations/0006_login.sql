-- Logging in: sessions that browsers come back to, the codes that SaaS backends exchange, the keys that sign id tokens, host names.

-- Its id is the hash of the state that goes to WeCom and comes back; browser is the hash of the cookie of the browser that went.
create table login_session (
    id             bytea primary key,
    tenant_id      text collate "C" not null references tenant on delete cascade,
    key_id         text collate "C" not null,
    flow           text not null check (flow in ('thirdParty', 'web', 'corpWeb', 'selfBuilt', 'legacyQr', 'juzi')),
    suite_id       text collate "C",
    corp_id        text collate "C",
    agent_id       integer,
    scope          text,
    user_type      text,
    lang           text,
    callback       text not null,
    redirect_uri   text not null,
    state          text not null,
    nonce          text,
    code_challenge text,
    browser        bytea,
    used_at        timestamptz,
    expires_at     timestamptz not null
);

create index login_session_by_expiry on login_session (expires_at);

-- Its id is the hash of the platform's code. The identity holds personal data: sealed.
create table login_code (
    id              bytea primary key,
    tenant_id       text collate "C" not null references tenant on delete cascade,
    key_id          text collate "C" not null,
    code_challenge  text,
    sealed_identity bytea not null,
    expires_at      timestamptz not null
);

create index login_code_by_expiry on login_code (expires_at);

-- Keys that sign id tokens: published before they sign, and until the last token they signed has expired.
create table login_signing_key (
    kid             text collate "C" primary key,
    x               bytea not null,
    y               bytea not null,
    sealed_key      bytea not null,
    signs_from      timestamptz not null,
    signs_until     timestamptz not null,
    published_until timestamptz not null
);

-- Host names of a tenant, under which browsers reach the platform; logins begin under the default one.
create table login_host (
    host       text collate "C" primary key,
    tenant_id  text collate "C" not null references tenant on delete cascade,
    is_default boolean not null
);

create unique index login_host_default on login_host (tenant_id) where is_default;

-- WW_verify_….txt, by which WeCom's console learns that a domain (可信域名) is in good hands.
create table verification_file (
    tenant_id text collate "C" not null references tenant on delete cascade,
    host      text collate "C" not null,
    name      text collate "C" not null,
    content   text not null,
    primary key (host, name)
);

-- Whose members may log in through Juzi (句子秒回): by its organization, by the hosted account's corp. Both empty: nobody's.
alter table tenant add column juzi_orgs text[] not null default '{}';
alter table tenant add column juzi_corps text[] not null default '{}';
