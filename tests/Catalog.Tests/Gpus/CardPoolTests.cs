using Tracker.Catalog.Gpus;
using Tracker.Contracts;

namespace Tracker.Catalog.Tests.Gpus;

/// <summary>Invented cards.</summary>
public sealed class CardPoolTests
{
    private static readonly GpuSpec s_large = new()
    {
        Id = "large",
        Name = "Large",
        Stack = "cuda",
        ComputeCapability = "12.0",
        MemoryGb = 96,
        ReportedMib = 96_000,
        MemoryClass = MemoryClass.Gddr,
        BandwidthGbPerS = 1800,
        Bf16Tflops = 500,
        NativeDtypes = ["FP8", "BF16"],
    };

    private static readonly GpuSpec s_small = s_large with
    {
        Id = "small",
        Name = "Small",
        ComputeCapability = "8.9",
        MemoryGb = 48,
        ReportedMib = 48_000,
        BandwidthGbPerS = 900,
        Bf16Tflops = null,
        NativeDtypes = ["BF16"],
    };

    [Fact]
    public void Cards_that_share_every_matrix_count_as_the_weakest()
    {
        GpuSpec pool = CardPool.Of([(s_large, 1), (s_small, 1)], "vllm");

        (pool.Id, pool.MemoryGb, pool.ReportedMib, pool.BandwidthGbPerS, pool.ComputeCapability).ShouldBe(("large+small", 48, 48_000, 900, "8.9"));
        pool.NativeDtypes.ShouldBe(["BF16"]);
        pool.Bf16Tflops.ShouldBeNull();
        pool.Name.ShouldBe("mixed cards (1 × Large, 1 × Small)");
    }

    [Fact]
    public void Cards_that_share_layers_add_their_memory_and_read_one_after_another()
    {
        GpuSpec pool = CardPool.Of([(s_large, 2), (s_small, 1)], "llama.cpp");

        pool.Id.ShouldBe("largex2+small");
        pool.MemoryGb.ShouldBe(80);
        pool.ReportedMib.ShouldBe(80_000);
        // 240 GB are read in 192 / 1800 + 48 / 900 seconds.
        pool.BandwidthGbPerS!.Value.ShouldBe(240 / ((192.0 / 1800) + (48.0 / 900)), 1e-9);
    }

    [Fact]
    public void One_kind_of_card_counts_as_itself()
    {
        GpuSpec pool = CardPool.Of([(s_large, 2)], "llama.cpp");

        (pool.MemoryGb, pool.Bf16Tflops).ShouldBe((96, 500));
        pool.BandwidthGbPerS!.Value.ShouldBe(1800, 1e-9);
    }

    [Fact]
    public void Cards_of_two_stacks_are_refused() =>
        Should.Throw<ArgumentException>(() => CardPool.Of([(s_large, 1), (s_small with { Stack = "rocm" }, 1)], "vllm"))
            .Message.ShouldBe("'large' (cuda) and 'small' (rocm) have no common software stack, so no engine runs over both.");
}
