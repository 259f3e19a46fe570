using System.Text.Json.Serialization;

namespace WecomPlatform.Server.ApiDocs;

/// <summary><c>/openapi/v1.json</c>, <c>/docs</c> and <c>/js/wecom-platform.js</c>.</summary>
internal static class ApiDocsSetup
{
    // What the pages of /docs need; their scripts, styles and pictures all come from the node itself.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void AddApiDocs(this IServiceCollection services)
    {
        // Web defaults would describe every number as "a number or its text".
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.AddOpenApi(
            "v1",
            options =>
            {
                options.ShouldInclude = _ => false; // The catalog has them all, also those that are no endpoints.
                options.AddDocumentTransformer<ApiDescription>();
            }
        );
    }

    public static void MapApiDocs(this WebApplication app)
    {
        app.MapOpenApi();
        app.MapGet("/js/wecom-platform.js", BrowserClientFile.Answer);
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal),
            docs =>
            {
                docs.Use(
                    (context, next) =>
                    {
                        context.Response.Headers.ContentSecurityPolicy = Policy;
                        return next(context);
                    }
                );
                docs.UseSwaggerUI(options =>
                {
                    options.RoutePrefix = "docs";
                    options.DocumentTitle = "WecomPlatform";
                    options.SwaggerEndpoint("/openapi/v1.json", "WecomPlatform v1");
                    options.DefaultModelsExpandDepth(0);
                    options.DisplayRequestDuration();
                });
            }
        );
    }
}
