namespace Tracker.Scoring.Backtest.Measures;

/// <summary>
/// Percentile intervals of ratios of sums by resampling whole blocks: decisions of neighbouring weeks share their future,
/// so that single ones are not independent.
/// </summary>
internal sealed class BlockBootstrap
{
    /// <summary>Probability that the interval is meant to cover.</summary>
    public const double Level = 0.9;

    public const int Resamples = 2000;

    private const int Seed = 20250811;

    private readonly int[][] _samples;

    /// <param name="blocks">How many blocks there are.</param>
    public BlockBootstrap(int blocks)
    {
        Blocks = blocks;
        Random random = new(Seed);
        _samples = [.. Enumerable.Range(0, Resamples).Select(_ => Draw(random, blocks))];
    }

    public int Blocks { get; }

    /// <summary>The interval of Σ numerator ÷ Σ denominator.</summary>
    /// <param name="numerators">One sum a block.</param>
    /// <param name="denominators">One sum a block.</param>
    /// <returns>Null where fewer than two blocks have anything, or the denominator can vanish.</returns>
    public Interval? Of(IReadOnlyList<double> numerators, IReadOnlyList<double> denominators)
    {
        if (denominators.Count(d => d != 0) < 2)
            return null;
        List<double> ratios = [];
        foreach (int[] sample in _samples)
        {
            double numerator = 0;
            double denominator = 0;
            foreach (int block in sample)
            {
                numerator += numerators[block];
                denominator += denominators[block];
            }
            if (denominator != 0)
                ratios.Add(numerator / denominator);
        }
        ratios.Sort();
        return new() { Low = Quantile(ratios, (1 - Level) / 2), High = Quantile(ratios, (1 + Level) / 2) };
    }

    private static int[] Draw(Random random, int blocks)
    {
        int[] sample = new int[blocks];
        for (int i = 0; i < blocks; i++)
            sample[i] = random.Next(blocks);
        return sample;
    }

    private static double Quantile(List<double> ascending, double probability) =>
        ascending[(int)Math.Round(probability * (ascending.Count - 1))];
}

/// <summary>Where a figure may as well lie.</summary>
public sealed record Interval
{
    public required double Low { get; init; }

    public required double High { get; init; }
}
