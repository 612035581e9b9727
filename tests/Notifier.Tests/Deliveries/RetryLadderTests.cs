using Tracker.Notifier.Deliveries;

namespace Tracker.Notifier.Tests.Deliveries;

public sealed class RetryLadderTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 5 * 60)]
    [InlineData(3, 30 * 60)]
    [InlineData(4, 2 * 3600)]
    [InlineData(5, 5 * 3600)]
    [InlineData(6, 10 * 3600)]
    [InlineData(7, 14 * 3600)]
    [InlineData(8, 20 * 3600)]
    [InlineData(9, 24 * 3600)]
    public void Wait_after_an_attempt_is_its_step_and_a_tenth_at_most(int attempts, int seconds)
    {
        foreach (string id in new[] { "a", "b", "c", "d" })
        {
            double wait = RetryLadder.WaitAfter(id, attempts)!.Value.TotalSeconds;
            wait.ShouldBeInRange(seconds, seconds * 1.1);
        }
    }

    [Fact]
    public void Wait_after_the_last_attempt_is_none() => RetryLadder.WaitAfter("a", 10).ShouldBeNull();

    [Fact]
    public void Waits_of_different_deliveries_differ() => RetryLadder.WaitAfter("a", 5).ShouldNotBe(RetryLadder.WaitAfter("b", 5));
}
