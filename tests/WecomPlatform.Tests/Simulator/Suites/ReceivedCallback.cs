using WecomPlatform.Wecom.Callbacks;

namespace WecomPlatform.Tests.Simulator.Suites;

internal sealed record ReceivedCallback(
    string Path,
    string? Corp,
    CallbackSignature Signature,
    EncryptedXml? Envelope,
    CallbackResult<CallbackMessage> Opened
)
{
    public CallbackMessage Message => Opened.Value!;

    public CallbackEvent Event => CallbackEvent.Read(Message.Text).Value!;
}
