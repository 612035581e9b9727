using System.Buffers;

namespace Tracker.Collector.Fetching;

/// <summary>Reads a document, an answer's body decompressed or a file, up to a size.</summary>
internal static class BoundedBody
{
    private const int FirstBuffer = 256 * 1024;

    /// <returns>The body; null where it is larger and not to be cut.</returns>
    /// <exception cref="IOException">The answer ends before it is whole.</exception>
    /// <exception cref="InvalidDataException">The answer is not packed as it says.</exception>
    public static async Task<byte[]?> ReadAsync(HttpContent content, int limit, bool cut, CancellationToken cancellationToken)
    {
        await using Stream body = await content.ReadAsStreamAsync(cancellationToken);
        try
        {
            return await ReadAsync(body, content.Headers.ContentLength, limit, cut, cancellationToken);
        }
        catch (InvalidOperationException e)
        {
            // Brotli's way to say what the other codings say with InvalidDataException.
            throw new InvalidDataException($"the answer is not packed as it says: {e.Message}", e);
        }
    }

    /// <param name="expected">How long it says to be; null where it does not say.</param>
    /// <inheritdoc cref="ReadAsync(HttpContent, int, bool, CancellationToken)"/>
    public static async Task<byte[]?> ReadAsync(Stream body, long? expected, int limit, bool cut, CancellationToken cancellationToken)
    {
        // Pages of one size after another would otherwise each leave a large array to the collector.
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(limit + 1L, Math.Max(expected + 1 ?? 0, FirstBuffer)));
        try
        {
            int length = 0;
            int read;
            while ((read = await body.ReadAsync(buffer.AsMemory(length), cancellationToken)) > 0)
            {
                length += read;
                if (length > limit)
                    return cut ? buffer[..limit] : null;
                if (length == buffer.Length)
                    buffer = Larger(buffer, limit);
            }
            return buffer[..length];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Larger(byte[] buffer, int limit)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(limit + 1L, buffer.Length * 2L));
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
