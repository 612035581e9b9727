namespace Tracker.Collector.Tests;

/// <summary>Waits on a condition with a deadline.</summary>
internal static class Eventually
{
    public static Task TrueAsync(Func<bool> condition) => TrueAsync(() => Task.FromResult(condition()));

    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(60));
        while (!await condition())
            await Task.Delay(10, deadline.Token);
    }
}
