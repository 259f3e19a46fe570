namespace WecomSimulator.State;

internal static class StateServices
{
    /// <param name="services">Where it is added.</param>
    /// <param name="path">The file; nothing is kept without one.</param>
    public static void AddStateFile(this IServiceCollection services, string? path)
    {
        if (!string.IsNullOrEmpty(path))
        {
            services.AddHostedService(provider => new StateFile(provider.GetRequiredService<World>(), Path.GetFullPath(path)));
        }
    }
}
