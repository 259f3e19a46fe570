namespace WecomPlatform.Server.Hosting;

/// <summary>
/// What ends the waiting for a request's answer. The web server takes a lock to say it, so that only who really has to wait asks.
/// </summary>
internal readonly struct WaitToken
{
    private readonly HttpContext? _context;
    private readonly CancellationToken _token;

    private WaitToken(HttpContext? context, CancellationToken token) => (_context, _token) = (context, token);

    /// <summary>The token itself.</summary>
    public CancellationToken Value => _context?.RequestAborted ?? _token;

    /// <summary>What ends the reading of the body, beside the end of the connection, which does so by itself.</summary>
    public CancellationToken OfBody => _token;

    public static implicit operator WaitToken(CancellationToken token) => new(null, token);

    /// <summary>The end of the request's connection.</summary>
    public static WaitToken Of(HttpContext context) => new(context, default);
}
