-- What Orleans' ADO.NET providers need: which silos there are, and what grains remember. The providers read their statements from
-- orleansquery by key; parameters and the columns of results bear the providers' names, tables and columns ours. Nothing here is
-- a credential: losing all of it costs silos a restart.

create table orleansquery (
    querykey  text primary key,
    querytext text not null
);

-- One line per cluster: whoever changes the membership has seen its last version, or changes nothing.
create table silo_cluster (
    cluster text primary key,
    version int not null default 0
);

create table silo (
    cluster      text not null references silo_cluster on delete cascade,
    address      text not null,
    port         int not null,
    generation   int not null,
    name         text not null,
    host         text not null,
    status       int not null,
    gateway_port int not null,
    suspects     text,
    started_at   timestamptz not null,
    alive_at     timestamptz not null,
    primary key (cluster, address, port, generation)
);

create table grain_state (
    service     text not null,
    grain_type  text not null,
    key_n0      bigint not null,
    key_n1      bigint not null,
    key_text    text not null,
    version     int not null,
    payload     bytea,
    changed_at  timestamptz not null default clock_timestamp(),
    primary key (service, grain_type, key_n0, key_n1, key_text)
);

insert into orleansquery (querykey, querytext) values

('InsertMembershipVersionKey', $sql$
with made as (
    insert into silo_cluster (cluster) values (@DeploymentId) on conflict do nothing returning 1
)
select exists (select from made)
$sql$),

('InsertMembershipKey', $sql$
with moved as (
    update silo_cluster c set version = c.version + 1
    where c.cluster = @DeploymentId and c.version = @Version
        and not exists (
            select from silo s
            where s.cluster = @DeploymentId and s.address = @Address and s.port = @Port and s.generation = @Generation)
    returning c.cluster
), joined as (
    insert into silo (cluster, address, port, generation, name, host, status, gateway_port, started_at, alive_at)
    select cluster, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from moved
    returning 1
)
select exists (select from joined)
$sql$),

('UpdateMembershipKey', $sql$
with moved as (
    update silo_cluster c set version = c.version + 1
    where c.cluster = @DeploymentId and c.version = @Version
        and exists (
            select from silo s
            where s.cluster = @DeploymentId and s.address = @Address and s.port = @Port and s.generation = @Generation)
    returning c.cluster
), changed as (
    update silo s set status = @Status, suspects = @SuspectTimes, alive_at = @IAmAliveTime
    from moved
    where s.cluster = moved.cluster and s.address = @Address and s.port = @Port and s.generation = @Generation
    returning 1
)
select exists (select from changed)
$sql$),

('UpdateIAmAlivetimeKey', $sql$
update silo set alive_at = @IAmAliveTime
where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation
$sql$),

-- The version is answered even when there is no such silo.
('MembershipReadRowKey', $sql$
select s.address as "Address", s.port as "Port", s.generation as "Generation", s.name as "SiloName", s.host as "HostName",
    s.status as "Status", s.gateway_port as "ProxyPort", s.suspects as "SuspectTimes", s.started_at as "StartTime",
    s.alive_at as "IAmAliveTime", c.version as "Version"
from silo_cluster c
left join silo s on s.cluster = c.cluster and s.address = @Address and s.port = @Port and s.generation = @Generation
where c.cluster = @DeploymentId
$sql$),

('MembershipReadAllKey', $sql$
select s.address as "Address", s.port as "Port", s.generation as "Generation", s.name as "SiloName", s.host as "HostName",
    s.status as "Status", s.gateway_port as "ProxyPort", s.suspects as "SuspectTimes", s.started_at as "StartTime",
    s.alive_at as "IAmAliveTime", c.version as "Version"
from silo_cluster c
left join silo s on s.cluster = c.cluster
where c.cluster = @DeploymentId
$sql$),

('GatewaysQueryKey', $sql$
select address as "Address", gateway_port as "ProxyPort", generation as "Generation"
from silo
where cluster = @DeploymentId and status = @Status and gateway_port > 0
$sql$),

('DeleteMembershipTableEntriesKey', $sql$
delete from silo_cluster where cluster = @DeploymentId
$sql$),

-- 6: dead.
('CleanupDefunctSiloEntriesKey', $sql$
delete from silo where cluster = @DeploymentId and status = 6 and alive_at < @IAmAliveTime
$sql$),

('ReadFromStorageKey', $sql$
select payload as "PayloadBinary", version as "Version"
from grain_state
where service = @ServiceId and grain_type = @GrainTypeString and key_n0 = @GrainIdN0 and key_n1 = @GrainIdN1
    and key_text = coalesce(@GrainIdExtensionString, '')
$sql$),

-- Who saw no state inserts, and of several only the first; who saw a version replaces just that one. The version that comes back
-- unchanged tells the provider that it was too late.
('WriteToStorageKey', $sql$
with replaced as (
    update grain_state set payload = @PayloadBinary, version = version + 1, changed_at = clock_timestamp()
    where service = @ServiceId and grain_type = @GrainTypeString and key_n0 = @GrainIdN0 and key_n1 = @GrainIdN1
        and key_text = coalesce(@GrainIdExtensionString, '') and version = @GrainStateVersion
    returning version
), first as (
    insert into grain_state (service, grain_type, key_n0, key_n1, key_text, version, payload)
    select @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''), 1, @PayloadBinary
    where @GrainStateVersion is null
    on conflict do nothing
    returning version
)
select coalesce((select version from replaced), (select version from first), @GrainStateVersion) as "NewGrainStateVersion"
$sql$),

('ClearStorageKey', $sql$
with cleared as (
    update grain_state set payload = null, version = version + 1, changed_at = clock_timestamp()
    where service = @ServiceId and grain_type = @GrainTypeString and key_n0 = @GrainIdN0 and key_n1 = @GrainIdN1
        and key_text = coalesce(@GrainIdExtensionString, '') and version = @GrainStateVersion
    returning version
)
select coalesce((select version from cleared), @GrainStateVersion) as "NewGrainStateVersion"
$sql$),

('DeleteStorageKey', $sql$
with deleted as (
    delete from grain_state
    where service = @ServiceId and grain_type = @GrainTypeString and key_n0 = @GrainIdN0 and key_n1 = @GrainIdN1
        and key_text = coalesce(@GrainIdExtensionString, '') and version = @GrainStateVersion
    returning version
)
select coalesce((select version + 1 from deleted), @GrainStateVersion) as "NewGrainStateVersion"
$sql$);
