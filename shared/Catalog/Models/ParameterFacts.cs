namespace Tracker.Catalog.Models;

/// <summary>
/// What of a model's architecture the fit engine does not need and its parameter count does; keys as in a Hugging Face
/// <c>config.json</c>.
/// </summary>
public sealed record ParameterFacts
{
    /// <summary>Width of a dense layer; null where no layer is dense.</summary>
    public int? IntermediateSize { get; init; }

    /// <summary>Width of one expert; null where there are none.</summary>
    public int? MoeIntermediateSize { get; init; }

    /// <summary>Width of the experts that every token passes, together.</summary>
    public int SharedExpertIntermediateSize { get; init; }

    /// <summary>Layers of a mixture that are dense.</summary>
    public int DenseLayers { get; init; }

    /// <summary>Size of the compressed query of latent attention; null where queries are not compressed.</summary>
    public int? QLoraRank { get; init; }

    /// <summary>Whether the output of full attention is gated, which doubles the query matrix.</summary>
    public bool AttentionOutputGate { get; init; }

    /// <summary>Parameters of the attention of one linear layer; null where there are none, or it is not known.</summary>
    public long? LinearAttentionParams { get; init; }

    /// <summary>Layers that predict tokens ahead, each with tables of its own, counted in the total.</summary>
    public int MtpLayers { get; init; }

    /// <summary>Parameters beside the language model that the total counts, such as a vision tower.</summary>
    public long OtherParams { get; init; }
}
