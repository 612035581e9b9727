using Tracker.Contracts;

namespace Tracker.Catalog.Models;

/// <summary>A language model the fit engine can be asked about.</summary>
public sealed record ModelEntry
{
    /// <summary>The technical facts.</summary>
    public required ModelSpec Spec { get; init; }

    /// <summary>What its parameters are recomputed from; null where the entry does not give it.</summary>
    public ParameterFacts? ParameterFacts { get; init; }

    public string Id => Spec.Id;

    public string Name => Spec.Name;

    /// <summary>Its Hugging Face repository, where it has one.</summary>
    public string? Repository { get; init; }

    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>Everything it goes by: its id, name, repository and aliases.</summary>
    public IEnumerable<string> Names => [Id, Name, .. Repository is null ? [] : (string[])[Repository], .. Aliases];

    /// <summary>The owner of its repository; empty where it has none.</summary>
    public string Maker => Repository?.Split('/')[0] ?? "";

    public required string Source { get; init; }

    public required Confidence Confidence { get; init; }

    /// <summary>Keys of the entry whose figure was not checked against a source.</summary>
    public required IReadOnlyList<string> Unverified { get; init; }

    public string? Notes { get; init; }
}
