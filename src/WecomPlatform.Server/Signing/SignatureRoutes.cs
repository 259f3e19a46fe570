namespace WecomPlatform.Server.Signing;

/// <summary>How requests for signatures reach their endpoints.</summary>
internal static class SignatureRoutes
{
    private const string One = "/v1/signatures";
    private const string Batch = "/v1/signatures:batch";

    /// <summary>
    /// The short way: requests with exactly these paths do not go through routing and what stands before it. Everything else – another
    /// verb, another spelling – takes the long one to the same endpoints.
    /// </summary>
    public static void UseSignatures(this WebApplication app)
    {
        var endpoints = app.Services.GetRequiredService<SignatureEndpoints>();
        app.Use(
            (context, next) =>
                context.Request.Path.Value switch
                {
                    One when context.Request.Method == HttpMethods.Post => endpoints.PostAsync(context),
                    One when context.Request.Method == HttpMethods.Get => endpoints.GetAsync(context),
                    Batch when context.Request.Method == HttpMethods.Post => endpoints.BatchAsync(context),
                    _ => next(context),
                }
        );
    }

    public static void MapSignatures(this WebApplication app)
    {
        var endpoints = app.Services.GetRequiredService<SignatureEndpoints>();
        app.MapPost(One, endpoints.PostAsync);
        app.MapGet(One, endpoints.GetAsync);
        app.MapMethods(One, [HttpMethods.Options], BrowserAccess.Preflight);
        app.MapPost(Batch, endpoints.BatchAsync);
    }
}
