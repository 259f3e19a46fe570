namespace WecomSimulator.Control;

/// <summary>The root of <c>/_sim</c>: no part of WeCom, so it has manners of its own.</summary>
internal static class SimEndpoints
{
    public static RouteGroupBuilder MapSim(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/_sim");
        group.AddEndpointFilter(
            async (context, next) =>
            {
                try
                {
                    return await next(context);
                }
                catch (SimProblem problem)
                {
                    return problem.ToResult();
                }
            }
        );
        return group;
    }
}
