-- A value's life is counted from before its request was sent, and a slow write must not add to it: the database's clock now is at
-- least what it was when the lease was taken plus what has passed at the holder since it was told so. Any later moment would be a guess.
drop function credential_write(text, bigint, boolean, bytea, interval, interval, interval, bigint[]);

-- Writes a value under the fence, which closes the permit. A value that WeCom returned again keeps its generation, and its end of
-- life unless WeCom now says something clearly else (expires_in is in whole seconds).
--   p_lease       the lease as it was asked for
--   p_since_take  how long ago the holder learned that it has the lease
--   p_remaining   the life that is left that long after
create function credential_write(
    p_key text, p_fence bigint, p_same boolean, p_sealed bytea,
    p_lifetime interval, p_remaining interval, p_slack interval, p_refund bigint[], p_lease interval, p_since_take interval)
returns setof credential language plpgsql as $$
begin
    return query
    update credential c
    set generation = case when p_same then c.generation else next_generation(c.generation) end,
        fence = c.fence + 1,
        lease_until = '-infinity',
        lease_holder = null,
        sealed = p_sealed,
        fetched_at = case when p_same then c.fetched_at else clock_timestamp() end,
        expires_at = case
            when p_same and abs(extract(epoch from c.lease_until - p_lease + p_since_take + p_remaining - c.expires_at)) <= 2
                then c.expires_at
            else c.lease_until - p_lease + p_since_take + p_remaining
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
