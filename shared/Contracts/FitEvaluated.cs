namespace Tracker.Contracts;

/// <summary>The answer to <see cref="EvaluateFit"/>: one result a case, in the order of the cases.</summary>
public sealed record FitEvaluated
{
    public required IReadOnlyList<FitResult> Results { get; init; }
}
