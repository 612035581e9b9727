using BenchmarkDotNet.Attributes;
using MathNet.Numerics.Distributions;
using Tracker.Scoring.Decision;
using Tracker.Scoring.Market;

namespace Tracker.Benchmarks;

/// <summary>
/// Simulating every way of acting, against the physical limit: drawing as many random variates and doing nothing with
/// them, one core, by MathNet (the baseline) or by System.Random (uniform). The target is a ratio below 4, and a time that
/// grows with candidates and scenarios as they do.
/// </summary>
[MemoryDiagnoser]
public class DecisionBenchmark
{
    /// <summary>Variates of one candidate in one scenario: price, specification, regime, slip, engine, arrival.</summary>
    private const int PerCandidate = 6;

    /// <summary>Of the second card: price today, drift, tail (a normal and a uniform), and a step to each date and the horizon.</summary>
    private const int OfSecondCard = 16;

    private DecisionCase _case = null!;
    private double[] _numbers = [];

    [Params(10, 50)]
    public int Candidates { get; set; }

    [Params(5_000, 20_000)]
    public int Scenarios { get; set; }

    [GlobalSetup]
    public void Create()
    {
        DecisionTerms terms = new(4, 0.05, 0);
        _case = new()
        {
            Date = new(2026, 9, 15),
            Scenarios = Scenarios,
            Second = new() { Purchase = new(4000, terms), Price = 12000, PriceDeviation = 0.05, Trend = PriceTrend.Prior },
            // Half can be bought, half are awaited.
            Candidates = [.. Enumerable.Range(0, Candidates).Select(i => new CandidateTerms
            {
                Id = $"candidate {i}",
                Purchase = new(3000 + (100 * i), terms),
                Price = new(9000 + (200 * i), 0.2),
                Trend = PriceTrend.Prior,
                Arrival = i % 2 == 0 ? null : new Arrival { Lead = 0.2 + (0.02 * i), Never = 0.2 },
                SpecDeviation = 0.1,
            })],
        };
        _numbers = new double[Scenarios];
    }

    [Benchmark(Baseline = true)]
    public double DrawWithMathNet()
    {
        Random random = new(1);
        for (int i = 0; i < (PerCandidate * Candidates) + OfSecondCard; i++)
            Normal.Samples(random, _numbers, 0, 1);
        return _numbers[0];
    }

    [Benchmark]
    public double DrawWithSystemRandom()
    {
        Random random = new(1);
        for (int i = 0; i < (PerCandidate * Candidates) + OfSecondCard; i++)
        {
            for (int j = 0; j < _numbers.Length; j++)
                _numbers[j] = random.NextDouble();
        }
        return _numbers[0];
    }

    [Benchmark]
    public double Simulate() => Simulation.Run(_case).BuyNow.Mean;
}
