using System.Collections.Concurrent;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WecomPlatform.Server.Callbacks.Inbox;

namespace WecomPlatform.Tests.Callbacks;

/// <summary>Carries commands out as a test says, in place of their handlers.</summary>
internal sealed class CommandDouble : IMediator, IServiceProviderIsService
{
    public ConcurrentQueue<object> Sent { get; } = new();

    public Func<object, InboxOutcome> Answer { get; set; } = _ => InboxOutcome.Done();

    public bool HasHandlers { get; set; } = true;

    public bool IsService(Type serviceType) => HasHandlers;

    public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
    {
        Sent.Enqueue(request);
        return Task.FromResult((TResponse)(object)Answer(request));
    }

    public Task Publish(object notification, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
        where TNotification : INotification => throw new NotSupportedException();
}
