using Tracker.Contracts;

namespace Tracker.Catalog.Gpus;

/// <summary>
/// What unequal cards of one stack in one computer count as: that many equal cards. An engine that splits every matrix
/// gives each card the same share, so all count as the weakest; one that splits by layers gives each as many as its
/// memory holds and reads them one card after another, so memory adds up and speeds average over the bytes.
/// </summary>
public static class CardPool
{
    /// <summary>The card that each card of the set counts as; a figure that one of them lacks is unknown.</summary>
    /// <param name="cards">The cards and how many of each.</param>
    /// <param name="engine">The inference engine.</param>
    /// <exception cref="ArgumentException">There are no cards, or they are of several stacks.</exception>
    public static GpuSpec Of(IReadOnlyList<(GpuSpec Card, int Count)> cards, string engine)
    {
        ArgumentNullException.ThrowIfNull(cards);
        if (cards.Count == 0)
            throw new ArgumentException("A set of cards needs at least one.", nameof(cards));
        GpuSpec first = cards[0].Card;
        if (cards.FirstOrDefault(c => c.Card.Stack != first.Stack).Card is GpuSpec other)
            throw new ArgumentException($"'{first.Id}' ({first.Stack}) and '{other.Id}' ({other.Stack}) have no common software stack, so no engine runs over both.");
        bool splitsLayers = engine is "llama.cpp" or "mlx";
        return first with
        {
            Id = string.Join('+', cards.Select(c => c.Count == 1 ? c.Card.Id : $"{c.Card.Id}x{c.Count}")),
            Name = $"mixed cards ({string.Join(", ", cards.Select(c => $"{c.Count} × {c.Card.Name}"))})",
            ComputeCapability = cards.Select(c => c.Card.ComputeCapability).MinBy(capability => capability?.PadLeft(4, '0'), StringComparer.Ordinal),
            MemoryClass = cards.All(c => c.Card.MemoryClass == first.MemoryClass) ? first.MemoryClass : MemoryClass.Unknown,
            MemoryGb = splitsLayers ? Mean(g => g.MemoryGb) : Least(g => g.MemoryGb),
            ReportedMib = (int?)(splitsLayers ? Mean(g => g.ReportedMib) : Least(g => g.ReportedMib)),
            BandwidthGbPerS = Speed(g => g.BandwidthGbPerS),
            Bf16Tflops = Speed(g => g.Bf16Tflops),
            Fp8Tflops = Speed(g => g.Fp8Tflops),
            Fp4Tflops = Speed(g => g.Fp4Tflops),
            Int8Tops = Speed(g => g.Int8Tops),
            LinkGbPerS = Least(g => g.LinkGbPerS),
            NativeDtypes = [.. first.NativeDtypes.Where(dtype => cards.All(c => c.Card.NativeDtypes.Contains(dtype)))],
        };

        double? Least(Func<GpuSpec, double?> figure) => cards.All(c => figure(c.Card) is not null) ? cards.Min(c => figure(c.Card)) : null;

        double? Mean(Func<GpuSpec, double?> figure) =>
            cards.All(c => figure(c.Card) is not null) ? cards.Sum(c => c.Count * figure(c.Card)) / cards.Sum(c => c.Count) : null;

        // Each card reads its share of the layers at its own speed: a harmonic mean, weighted by memory.
        double? Speed(Func<GpuSpec, double?> figure)
        {
            if (!splitsLayers)
                return Least(figure);
            return cards.All(c => figure(c.Card) is not null && c.Card.MemoryGb is not null)
                ? cards.Sum(c => c.Count * c.Card.MemoryGb) / cards.Sum(c => c.Count * c.Card.MemoryGb / figure(c.Card))
                : null;
        }
    }
}
