using Tracker.Contracts;
using Tracker.FitEngine.Memory;

namespace Tracker.FitEngine.Tests.Memory;

public sealed class KvCacheTests
{
    public static TheoryData<string, long> BytesPerToken => new()
    {
        { "Llama-3-8B", 131_072 },
        { "Llama-3-70B", 327_680 },
        { "Qwen3-32B", 262_144 },
        { "Yi-34B", 245_760 },
        { "Mixtral-8x22B", 229_376 },
        { "MiniMax-M2.5", 253_952 },
        { "DeepSeek-V3", 70_272 },
        { "gpt-oss-120b", 73_728 },
        { "gemma-3-27b", 507_904 },
        { "Qwen3-Next-80B-A3B", 24_576 },
    };

    [Theory]
    [MemberData(nameof(BytesPerToken))]
    public void Kv_bytes_per_token_are_those_of_the_architecture(string model, long bytes) =>
        Ask.About(KnownModels.All.Single(known => known.Id == model), KnownGpus.RtxPro6000).KvBytesPerToken.ShouldBe(bytes);

    [Fact]
    public void Sliding_window_layers_stop_growing_at_the_window()
    {
        KvCache kv = KvCache.Of(KnownModels.Gemma3_27B)!.Value;

        kv.SequenceBytes(1024).ShouldBe(507_904 * 1024.0);
        (kv.SequenceBytes(10_001) - kv.SequenceBytes(10_000)).ShouldBe(10 * 16 * 256 * 2);
    }

    [Fact]
    public void Sliding_window_reports_both_bounds()
    {
        FitResult result = Ask.About(KnownModels.Gemma3_27B, KnownGpus.RtxPro6000);

        result.Inputs["kv_per_token"].ShouldContain("507904 B");
        result.Inputs["kv_capped"].ShouldContain("81920 B a token beyond 1024 tokens");
    }

    [Fact]
    public void Sequence_tokens_invert_sequence_bytes()
    {
        foreach (ModelSpec model in KnownModels.All)
        {
            KvCache kv = KvCache.Of(model)!.Value;
            foreach (int tokens in new[] { 100, 1024, 5000, 100_000 })
                kv.SequenceTokens(kv.SequenceBytes(tokens)).ShouldBe(tokens, 0.001, model.Name);
        }
    }

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(4, 0.25)]
    [InlineData(8, 0.125)]
    [InlineData(16, 0.125)]
    public void Kv_heads_are_replicated_beyond_their_number(int cards, double share) =>
        KvCache.Of(KnownModels.Llama3_70B)!.Value.ShareOfCard(cards).ShouldBe(share);

    [Fact]
    public void Mla_cache_is_held_by_every_card() =>
        KvCache.Of(KnownModels.DeepSeekV3)!.Value.ShareOfCard(8).ShouldBe(1);

    [Fact]
    public void Mla_without_its_rank_is_unknown()
    {
        FitResult result = Ask.About(KnownModels.DeepSeekV3 with { KvLoraRank = null }, KnownGpus.RtxPro6000, 8);

        result.KvBytesPerToken.ShouldBeNull();
        result.Fits.ShouldBeNull();
        result.Reason.ShouldContain("latent size");
    }

    [Fact]
    public void Recurrent_state_is_taken_from_the_cache()
    {
        KvCache kv = KvCache.Of(KnownModels.Qwen3Next)!.Value;

        kv.SequenceBytes(0).ShouldBe(75_497_472);
        kv.SequenceTokens(75_497_472).ShouldBe(0);
    }
}
