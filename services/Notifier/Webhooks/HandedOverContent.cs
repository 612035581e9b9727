using System.Net;
using System.Net.Http.Headers;

namespace Tracker.Notifier.Webhooks;

/// <summary>A body that remembers whether it was written whole: only then can a lost answer mean that it arrived.</summary>
internal sealed class HandedOverContent : HttpContent
{
    private readonly byte[] _body;

    public HandedOverContent(byte[] body)
    {
        _body = body;
        Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json", "utf-8");
    }

    public bool HandedOver { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(_body, cancellationToken);
        HandedOver = true;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
