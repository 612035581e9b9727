namespace Tracker.FitEngine.Memory;

/// <summary>What one group of cards that serves a model together can hold. GiB are over the group's cards.</summary>
internal readonly record struct GroupCapacity
{
    /// <summary>Cards in the group: the tensor-parallel degree or the number of layer splits.</summary>
    public required int Cards { get; init; }

    public required CardBudget Budget { get; init; }

    /// <summary>Cache space on the fullest card; negative where the weights do not fit.</summary>
    public required double KvGibPerCard { get; init; }

    /// <summary>Tokens of one instance's cache.</summary>
    public required double KvTokens { get; init; }

    /// <summary>Tokens each stream of the case may have.</summary>
    public required double StreamTokens { get; init; }

    /// <summary>Sequences of the context asked for that one instance holds at once.</summary>
    public required int Sequences { get; init; }

    /// <summary>Copies the group runs at once, each with the context asked for.</summary>
    public required int Copies { get; init; }

    /// <summary>Cache space left on each card once the context asked for is held; negative is the shortfall.</summary>
    public required double HeadroomGibPerCard { get; init; }

    public double KvGib => KvGibPerCard * Cards;

    public double HeadroomGib => HeadroomGibPerCard * Cards;
}
