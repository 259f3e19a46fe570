namespace WecomPlatform.Postgres.Errors;

/// <summary>What errors of the database say.</summary>
public static class ErrorText
{
    /// <summary>The error's message. Of several hosts the driver says only that none will do; then what each of them said follows.</summary>
    public static string Tell(this Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error.InnerException is AggregateException hosts
            ? $"{error.Message} {string.Join("; ", hosts.InnerExceptions.Select(host => host.GetBaseException().Message).Distinct())}"
            : error.Message;
    }
}
