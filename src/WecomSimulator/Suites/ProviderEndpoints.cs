using System.Net;
using WecomSimulator.Control;
using WecomSimulator.Corps;

namespace WecomSimulator.Suites;

internal static class ProviderEndpoints
{
    public static void MapProviders(this RouteGroupBuilder sim)
    {
        sim.MapGet("/providers", List);
        sim.MapPut("/providers/{corpId}", PutAsync);
    }

    private static object List(World world)
    {
        lock (world.Gate)
        {
            return new { providers = world.Suites.Providers.Select(ProviderView.Of).ToList() };
        }
    }

    /// <summary>Makes a provider, and its corp where there is none, or changes the named fields.</summary>
    private static async Task<ProviderView> PutAsync(string corpId, HttpRequest request, World world)
    {
        CorpEndpoints.CheckId(corpId);
        var patch = await SimBody.ReadObjectAsync(request);
        lock (world.Gate)
        {
            var existing = world.Suites.FindProvider(corpId) ?? new Provider { Secret = "" };
            var provider = SimBody.Merge(existing, patch) with { CorpId = corpId };
            if (provider.Secret.Length == 0)
            {
                throw SimProblem.BadBody("a provider needs a secret");
            }

            if (provider.TrustedIps.FirstOrDefault(ip => !IPAddress.TryParse(ip, out _)) is { } badIp)
            {
                throw SimProblem.BadBody($"'{badIp}' is no IP address");
            }

            world.Corps.Put(corpId, name: null);
            world.Suites.Put(provider);
            world.Changes.Raise();
            return ProviderView.Of(provider);
        }
    }
}
