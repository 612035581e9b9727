using CsCheck;

namespace Tracker.Collector.Tests;

/// <summary>Generators that several tests use.</summary>
internal static class Gens
{
    public static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
