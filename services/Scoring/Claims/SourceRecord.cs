using Tracker.Contracts;

namespace Tracker.Scoring.Claims;

/// <summary>
/// How often a source was right in one aspect: a Beta distribution, from what its kind of source is trusted with before it has a record,
/// and its decided claims. The mean is the probability of its next claim.
/// </summary>
/// <param name="Source">Whose.</param>
/// <param name="Aspect">In what.</param>
/// <param name="Alpha">Of the prior.</param>
/// <param name="Beta">Of the prior.</param>
/// <param name="Hits">Claims that came true.</param>
/// <param name="Misses">Claims that did not.</param>
internal sealed record SourceRecord(string Source, ClaimAspect Aspect, double Alpha, double Beta, int Hits, int Misses)
{
    /// <summary>(α + hits) ÷ (α + β + n).</summary>
    public double Mean => (Alpha + Hits) / (Alpha + Beta + Hits + Misses);

    /// <summary>
    /// The prior of a source. Its means are the decision model's chances of arrival: 80% where it is official, 20% for a
    /// single rumour; a few claims outweigh them.
    /// </summary>
    public static SourceRecord Prior(string source, ClaimAspect aspect, Confidence trust, bool isRumour)
    {
        (double alpha, double beta) = (isRumour, trust) switch
        {
            (true, _) => (1, 4),
            (false, Confidence.High) => (4, 1),
            (false, Confidence.Medium) => (2, 1),
            (false, Confidence.Low) => (1, 1),
            _ => (1.0, 2.0),
        };
        return new(source, aspect, alpha, beta, 0, 0);
    }

    public SourceRecord With(bool hit) => hit ? this with { Hits = Hits + 1 } : this with { Misses = Misses + 1 };
}
