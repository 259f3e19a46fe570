namespace WecomPlatform.Postgres.Sealing;

/// <summary>A column that holds sealed values, and how the place that each is bound to follows from its row.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="Place">The place, as an SQL expression over the row; the same text as its store's.</param>
internal sealed record SealedColumn(string Table, string Column, string Place)
{
    /// <summary>Every one there is: a value that is not found here would be lost with the key it is sealed with.</summary>
    public static IReadOnlyList<SealedColumn> All { get; } =
    [
        new("credential", "sealed", "'credential/' || key"),
        new("agent", "sealed_secret", "'agent/' || tenant_id || '/' || corp_id || '/' || agent_id"),
        new("provider", "sealed_secret", "'provider/' || tenant_id"),
        new("suite", "sealed_secret", "'suite/' || tenant_id || '/' || suite_id"),
        new("suite_authorization", "sealed_code", "'authorization/' || tenant_id || '/' || suite_id || '/' || corp_id"),
        new("suite_authorization", "sealed_next_code", "'authorization/' || tenant_id || '/' || suite_id || '/' || corp_id"),
        new("auth_exchange", "sealed_code", "'auth_code/' || tenant_id || '/' || suite_id || '/' || encode(code_hash, 'hex')"),
        new("callback_handle", "sealed_token", "'callback_handle/' || handle || '/token'"),
        new("callback_handle", "sealed_aes_key", "'callback_handle/' || handle || '/key'"),
        new("callback_event", "sealed_code", "'callback_event/' || tenant_id || '/' || encode(key, 'hex')"),
        new("webhook", "sealed_secret", "'webhook/' || tenant_id || '/secret'"),
        new("webhook", "sealed_token", "'webhook/' || tenant_id || '/token'"),
        new("webhook", "sealed_aes_key", "'webhook/' || tenant_id || '/key'"),
        new("login_code", "sealed_identity", "'login_code/' || encode(id, 'hex')"),
        new("login_signing_key", "sealed_key", "'login_signing_key/' || kid"),
        new("webhook_message", "sealed", "'webhook_message/' || tenant_id || '/' || encode(key, 'hex')"),
    ];

    /// <summary>The id of the key that the row's value is sealed with, as an SQL expression; see <see cref="Sealer"/> for the layout.</summary>
    public string KeyId => $"convert_from(substring({Column} from 3 for get_byte({Column}, 1)), 'SQL_ASCII')";
}
