namespace Tracker.FitEngine.Dtypes;

/// <summary>How weights are stored.</summary>
internal sealed record WeightFormat
{
    /// <summary>Name as it is reported.</summary>
    public required string Name { get; init; }

    /// <summary>Bits a parameter of a linear layer takes, block scales included.</summary>
    public required double LinearBits { get; init; }

    /// <summary>Bits a parameter of the token embedding or the output head takes; most quantisers leave both in BF16.</summary>
    public required double TableBits { get; init; }

    /// <summary>The format's row in the legality table.</summary>
    public required string LegalityKey { get; init; }

    /// <summary>Whether the engine multiplies in this format where the card has it; otherwise weights are expanded first.</summary>
    public ComputeFormat Compute { get; init; }

    /// <summary>Whether the weights are fewer than 16 bits.</summary>
    public bool IsQuantized => LinearBits < 15;
}

/// <summary>The matrix throughput that prefill runs at.</summary>
internal enum ComputeFormat
{
    Half,
    Fp8,
    Fp4,
    Int8,
}
