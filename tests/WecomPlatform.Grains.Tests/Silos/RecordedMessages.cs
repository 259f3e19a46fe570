using System.Collections.Concurrent;
using System.Text;
using Orleans.Serialization;

namespace WecomPlatform.Grains.Tests.Silos;

/// <summary>What was sent to the grains of all silos of this process and what they answered, as bytes on the wire.</summary>
public sealed class RecordedMessages(Serializer serializer) : IIncomingGrainCallFilter
{
    private static readonly ConcurrentQueue<string> Texts = new();

    public static IReadOnlyList<string> All => [.. Texts];

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.InterfaceName?.Contains("wecom", StringComparison.OrdinalIgnoreCase) == true)
        {
            var arguments = Enumerable.Range(0, context.Request.GetArgumentCount()).Select(i => context.Request.GetArgument(i));
            foreach (var part in arguments.Append(context.Result).Where(part => part is not null))
            {
                Texts.Enqueue(Encoding.UTF8.GetString(serializer.SerializeToArray<object>(part!)));
            }
        }
    }
}
