namespace Tracker.FitEngine.Memory;

/// <summary>
/// Bytes of working memory at the peak of a forward pass, on one card. The peak is the larger of two moments that do
/// not coincide: the feed-forward layer of the largest batch, and sampling from all sequences at once.
/// </summary>
internal static class PeakActivation
{
    private const int BytesPerElement = 2;

    // Residual, normalised input and output of the layer.
    private const int HiddenCopies = 3;

    // Gate, up and their product.
    private const int FeedForwardCopies = 3;

    // FP32 logits, sorted values, 64-bit indices, sort workspace, probabilities and their running sum. With 1,024
    // sequences of a 200,064-word vocabulary it is 6.1 GiB, what MiniMax-M2.5 on RTX PRO 6000 leaves to explain
    // (fit_vllm_kv.csv); a start-up log with 131,072 words on an H200 gives 4.04 GiB, the same 32 bytes.
    private const int SamplerBytesPerLogit = 32;

    /// <summary>
    /// Feed-forward peak: per token 3 × width / cards + 3 × hidden, and for a mixture the hidden output of each active
    /// expert, at 2 bytes. For Llama-3.1-8B it is 110,592 bytes a token: 2.06 GiB at 20,000 tokens and 2.99 GiB at
    /// 29,000, where vLLM measured 2.07 and 2.99 (vllm issue 10517).
    /// </summary>
    public static double ForwardBytes(in ModelShape shape, int cards, double tokens)
    {
        double hidden = shape.Model.HiddenSize;
        double perToken = FeedForwardCopies * shape.ActiveFeedForwardWidth / cards
            + HiddenCopies * hidden
            + (shape.IsMixture ? shape.Model.ActiveExperts * hidden : 0);
        return perToken * BytesPerElement * tokens;
    }

    /// <summary>Sampling peak: every card holds the logits of the whole vocabulary; an embedder has none.</summary>
    public static double SamplerBytes(in ModelShape shape, double sequences) =>
        shape.Model.Embeds ? 0 : sequences * shape.Model.VocabSize * SamplerBytesPerLogit;
}
