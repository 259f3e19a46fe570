using Microsoft.Extensions.Options;

namespace WecomPlatform.Server.Hosting;

/// <summary>Options that say themselves what is wrong with them, checked before the node starts.</summary>
internal static class OptionsValidation
{
    public static void AddChecked<T>(this IServiceCollection services, string section, Func<T, IEnumerable<string>> validate)
        where T : class =>
        services
            .AddOptions<T>()
            .BindConfiguration(section)
            .ValidateOnStart()
            .Services.AddSingleton<IValidateOptions<T>>(new Validator<T>(validate));

    private sealed class Validator<T>(Func<T, IEnumerable<string>> validate) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            validate(options).ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
