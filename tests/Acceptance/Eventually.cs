namespace Tracker.Acceptance;

/// <summary>Waits on a condition with a deadline.</summary>
internal static class Eventually
{
    public static async Task HoldsAsync(string what, Func<bool> condition, Func<string> otherwise, int seconds = 60)
    {
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(seconds));
        while (!condition())
        {
            if (deadline.IsCancellationRequested)
                throw new ShouldAssertException($"not in {seconds} s: {what}\n{otherwise()}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
