namespace WecomSimulator.Control;

/// <summary>A request to <c>/_sim</c> that cannot be done; answered as problem+json.</summary>
internal sealed class SimProblem(int status, string code, string detail) : Exception(detail)
{
    public static SimProblem BadBody(string detail) => new(StatusCodes.Status400BadRequest, "body_invalid", detail);

    public static SimProblem Conflict(string code, string detail) => new(StatusCodes.Status409Conflict, code, detail);

    public static SimProblem Unknown(string code, string detail) => new(StatusCodes.Status404NotFound, code, detail);

    public IResult ToResult() =>
        Results.Problem(
            detail: Message,
            statusCode: status,
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code }
        );
}
