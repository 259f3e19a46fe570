using WecomPlatform.Postgres.Onboarding;
using WecomPlatform.Server.Callbacks.Inbox;

namespace WecomPlatform.Server.Onboarding;

/// <summary>What an exchange's state means to the event that brought the auth code.</summary>
internal static class ExchangeOutcome
{
    public const string Uncertain = "exchange_uncertain";
    public const string Refused = "auth_code_refused";

    public static InboxOutcome ToOutcome(this ExchangeRecord exchange) =>
        exchange.State switch
        {
            ExchangeState.Waiting => InboxOutcome.Retry(exchange.Error ?? "The auth code waits to be exchanged."),
            ExchangeState.Started => InboxOutcome.Retry("The auth code is being exchanged."),
            ExchangeState.Failed => InboxOutcome.Failed(Refused, exchange.Error ?? "WeCom refuses the auth code."),
            ExchangeState.Uncertain => InboxOutcome.Failed(
                Uncertain,
                "Whether WeCom took the auth code is unknown. The corp must install the app again."
            ),
            _ => InboxOutcome.Done(),
        };
}
