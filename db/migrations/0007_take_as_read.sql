-- Takes the lease on a row that is as it was read, or has moved on: between reading and taking another attempt may have come and gone,
-- which left the same value but replaced the parent's, and this one would be made with a parent's value that is dead.
create function credential_take(
    p_key text, p_tenant text, p_kind text, p_corp text, p_app text,
    p_seen bigint, p_seen_fence bigint, p_holder text, p_lease interval, p_forced boolean, p_forced_interval interval,
    p_scopes text[], p_limits integer[], p_alarm_limits integer[], p_windows interval[], p_rules integer[],
    out outcome text, out fence bigint, out attempts bigint[], out refundable bigint[], out retry_in interval, out scope text)
language plpgsql as $$
declare
    v_fence bigint;
begin
    select c.fence into v_fence from credential c where c.key = p_key for update;
    if v_fence <> p_seen_fence then
        outcome := 'moved_on';
        return;
    end if;

    select t.outcome, t.fence, t.attempts, t.refundable, t.retry_in, t.scope
    into outcome, fence, attempts, refundable, retry_in, scope
    from credential_take(
        p_key, p_tenant, p_kind, p_corp, p_app, p_seen, p_holder, p_lease, p_forced, p_forced_interval,
        p_scopes, p_limits, p_alarm_limits, p_windows, p_rules) t;
end $$;
