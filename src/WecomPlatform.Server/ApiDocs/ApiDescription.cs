using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace WecomPlatform.Server.ApiDocs;

/// <summary>Writes the catalog as an OpenAPI document. What is mapped and not in the catalog is named in <c>x-undescribed</c>.</summary>
internal sealed partial class ApiDescription(IEnumerable<EndpointDataSource> sources) : IOpenApiDocumentTransformer
{
    private const string SecretKey = "secretKey";
    private const string PublishableKey = "publishableKey";
    private const string AdministratorKey = "administratorKey";

    private const string Intro =
        "Owns WeCom's (企业微信) credentials and signs JS-SDK pages. Every refusal is application/problem+json with a stable code.";

    public async Task TransformAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        document.Info = new OpenApiInfo
        {
            Title = "WecomPlatform",
            Version = "v1",
            Description = Intro,
        };
        document.Servers = [];
        document.Paths = [];
        AddKeys(document);
        var problem = await SchemaAsync(typeof(ProblemView), document, context, cancellationToken);
        foreach (var described in ApiCatalog.All)
        {
            var operation = new OpenApiOperation
            {
                OperationId = OperationId(described),
                Summary = described.Summary,
                Description = described.Description,
                Tags = new HashSet<OpenApiTagReference> { new(described.Tag, document) },
                Parameters = Parameters(described),
                Security = Security(described.Caller, document),
                Responses = new OpenApiResponses
                {
                    [$"{described.Status}"] = Response("Success", described.MediaType, await FindAsync(described.Answer)),
                },
            };
            if (described.Caller != ApiCaller.Anybody)
            {
                var codes = described.Codes.Length == 0 ? string.Empty : $" Codes of its own: {described.Codes}.";
                operation.Responses["default"] = Response("Refused: see code and detail." + codes, "application/problem+json", problem);
            }

            if (described.Body is not null)
            {
                operation.RequestBody = new OpenApiRequestBody
                {
                    Required = true,
                    Content = Content("application/json", await FindAsync(described.Body)),
                };
            }

            Add(document, described, operation);
        }

        document.Tags = ApiCatalog
            .All.Select(described => described.Tag)
            .Distinct()
            .Select(tag => new OpenApiTag { Name = tag })
            .ToHashSet();
        if (Undescribed() is { Count: > 0 } undescribed)
        {
            document.AddExtension("x-undescribed", new JsonNodeExtension(new JsonArray([.. undescribed.Select(name => (JsonNode)name)])));
        }

        async Task<IOpenApiSchema?> FindAsync(Type? type) =>
            type is null ? null : await SchemaAsync(type, document, context, cancellationToken);
    }

    private static void Add(OpenApiDocument document, ApiOperation described, OpenApiOperation operation)
    {
        if (!document.Paths.TryGetValue(described.Path, out var item))
        {
            document.Paths[described.Path] = item = new OpenApiPathItem();
        }

        ((OpenApiPathItem)item).AddOperation(HttpMethod.Parse(described.Method), operation);
    }

    private static async Task<IOpenApiSchema> SchemaAsync(
        Type type,
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken ct
    )
    {
        var name = type.IsGenericType ? type.GetGenericArguments()[0].Name + "Page" : type.Name;
        if (document.Components?.Schemas?.ContainsKey(name) is not true)
        {
            var schema = await context.GetOrCreateSchemaAsync(type, null, ct);
            LetNullsBeMissing(schema);
            document.AddComponent(name, schema);
        }

        return new OpenApiSchemaReference(name, document);
    }

    // Answers leave out what is null, whatever a record's constructor asks for.
    private static void LetNullsBeMissing(IOpenApiSchema schema)
    {
        foreach (var (name, property) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            if (MayBeNull(property))
            {
                schema.Required?.Remove(name);
            }

            LetNullsBeMissing(property);
        }

        if (schema.Items is { } items)
        {
            LetNullsBeMissing(items);
        }
    }

    private static bool MayBeNull(IOpenApiSchema schema) =>
        schema.Type?.HasFlag(JsonSchemaType.Null) is true || schema.OneOf?.Any(MayBeNull) is true;

    private static List<IOpenApiParameter> Parameters(ApiOperation described) =>
        [
            .. PathParameter()
                .Matches(described.Path)
                .Select(match => new OpenApiParameter
                {
                    Name = match.Value,
                    In = ParameterLocation.Path,
                    Required = true,
                    Description = match.Value == "t" ? "The tenant." : null,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                }),
            .. described.Query.Select(parameter => new OpenApiParameter
            {
                Name = parameter.Name,
                In = ParameterLocation.Query,
                Required = parameter.IsRequired,
                Description = parameter.Text,
                Schema = new OpenApiSchema { Type = parameter.Type == "integer" ? JsonSchemaType.Integer : JsonSchemaType.String },
            }),
        ];

    private static OpenApiResponse Response(string text, string mediaType, IOpenApiSchema? schema) =>
        new() { Description = text, Content = schema is null && mediaType == "application/json" ? null : Content(mediaType, schema) };

    private static Dictionary<string, OpenApiMediaType> Content(string mediaType, IOpenApiSchema? schema) =>
        new(StringComparer.Ordinal) { [mediaType] = new OpenApiMediaType { Schema = schema } };

    private static void AddKeys(OpenApiDocument document)
    {
        document.AddComponent(SecretKey, Bearer("A tenant's secret key, sk_…: for backends."));
        document.AddComponent(AdministratorKey, Bearer("The administrator's key, ak_…."));
        document.AddComponent(
            PublishableKey,
            new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = "X-Platform-Key",
                Description = "A tenant's publishable key, pk_…: for pages of trusted domains. Also taken as ?key=.",
            }
        );
    }

    private static OpenApiSecurityScheme Bearer(string text) =>
        new()
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = text,
        };

    private static List<OpenApiSecurityRequirement> Security(ApiCaller caller, OpenApiDocument document)
    {
        string[] keys = caller switch
        {
            ApiCaller.Tenant => [SecretKey],
            ApiCaller.TenantOrPage => [SecretKey, PublishableKey],
            ApiCaller.Administrator => [AdministratorKey],
            _ => [],
        };
        return [.. keys.Select(key => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(key, document)] = [] })];
    }

    private static string OperationId(ApiOperation described) =>
        NoLetter().Replace($"{described.Method.ToLowerInvariant()}{described.Path}", "_").Trim('_');

    private HashSet<string> Undescribed()
    {
        var described = ApiCatalog.All.Select(operation => $"{operation.Method} {operation.Route ?? operation.Path}").ToHashSet();
        return
        [
            .. sources
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .SelectMany(endpoint =>
                    (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(method =>
                        $"{method} {endpoint.RoutePattern.RawText}"
                    )
                )
                // Preflights are the browser's own.
                .Where(name => !name.StartsWith("OPTIONS ", StringComparison.Ordinal) && !described.Contains(name)),
        ];
    }

    [GeneratedRegex(@"(?<=\{)\w+(?=\})", RegexOptions.None, 1000)]
    private static partial Regex PathParameter();

    [GeneratedRegex("[^A-Za-z0-9]+", RegexOptions.None, 1000)]
    private static partial Regex NoLetter();
}
