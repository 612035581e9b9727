using System.Numerics;
using System.Text;

namespace Tracker.Scoring.Decision;

/// <summary>
/// Random numbers of one purpose: xoshiro256** (Blackman and Vigna 2018), seeded by splitmix64. The same day and purpose
/// give the same numbers, and purposes do not disturb each other: a further candidate leaves the others' numbers alone.
/// </summary>
internal struct RandomStream
{
    private const double Unit = 1.0 / (1UL << 53);

    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    /// <param name="date">The day of the evaluation.</param>
    /// <param name="purpose">What the numbers are for.</param>
    public RandomStream(DateOnly date, string purpose)
    {
        ulong seed = 14695981039346656037UL;
        // FNV-1a, since a string's own hash differs from process to process.
        foreach (byte b in Encoding.UTF8.GetBytes($"{date.DayNumber} {purpose}"))
            seed = (seed ^ b) * 1099511628211UL;
        (_a, _b, _c, _d) = (Mix(ref seed), Mix(ref seed), Mix(ref seed), Mix(ref seed));
    }

    /// <summary>From 0 to below 1.</summary>
    public double NextUniform() => (Next() >> 11) * Unit;

    public void FillUniform(Span<double> numbers)
    {
        RandomStream stream = this;
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = stream.NextUniform();
        this = stream;
    }

    /// <summary>Standard normal deviates, by Box and Muller.</summary>
    public void FillNormal(Span<double> numbers)
    {
        RandomStream stream = this;
        for (int i = 0; i < numbers.Length; i += 2)
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - stream.NextUniform()));
            (double sin, double cos) = Math.SinCos(Math.Tau * stream.NextUniform());
            numbers[i] = radius * cos;
            if (i + 1 < numbers.Length)
                numbers[i + 1] = radius * sin;
        }
        this = stream;
    }

    /// <summary>
    /// Chi-square deviates by Marsaglia and Tsang (2000), by way of gamma deviates.
    /// </summary>
    /// <param name="numbers">Where they go.</param>
    /// <param name="freedom">Degrees of freedom, 2 or more.</param>
    public void FillChiSquare(Span<double> numbers, double freedom)
    {
        double d = (freedom / 2) - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        Span<double> normal = stackalloc double[2];
        for (int i = 0; i < numbers.Length; i++)
        {
            double v;
            double z;
            do
            {
                FillNormal(normal);
                z = normal[0];
                v = 1 + (c * z);
                v = v * v * v;
            }
            while (v <= 0 || Math.Log(1 - NextUniform()) >= (0.5 * z * z) + d - (d * v) + (d * Math.Log(v)));
            numbers[i] = 2 * d * v;
        }
    }

    private ulong Next()
    {
        ulong result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        ulong shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    private static ulong Mix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        ulong z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
