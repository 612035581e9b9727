using CsCheck;
using Tracker.Contracts;
using Tracker.FitEngine.Dtypes;
using Tracker.FitEngine.Memory;

namespace Tracker.FitEngine.Tests;

/// <summary>What must hold for any question.</summary>
public sealed class PropertyTests
{
    private const long Samples = 2000;

    private static readonly string[] s_dtypes = ["BF16", "FP8", "NVFP4", "MXFP4", "INT4", "Q4_K_M"];
    private static readonly string[] s_engines = ["vllm", "llama.cpp", "tensorrt-llm"];

    private static readonly Gen<FitCase> s_case =
        from model in Gen.Int[0, KnownModels.All.Count - 1]
        from dtype in Gen.Int[0, s_dtypes.Length - 1]
        from engine in Gen.Int[0, s_engines.Length - 1]
        from count in Gen.Int[1, 8]
        from context in Gen.Int[1, 200_000]
        from streams in Gen.Int[1, 8]
        from utilization in Gen.Double[0.05, 1].Nullable()
        from adapters in Gen.Int[0, 4]
        from sharedOut in Gen.Bool
        select Ask.Case(KnownModels.All[model], KnownGpus.RtxPro6000, count, s_dtypes[dtype], context, streams, s_engines[engine], utilization) with
        {
            LoraAdapters = adapters,
            ExpertParallel = sharedOut && KnownModels.All[model].Experts > 0 && s_engines[engine] != "llama.cpp",
        };

    private static readonly Gen<GpuSpec> s_gpu =
        from mib in Gen.Int[4 * 1024, 300 * 1024]
        from bandwidth in Gen.Double[100, 10_000]
        from memory in Gen.Enum<MemoryClass>()
        from link in Gen.Double[10, 900].Nullable()
        select KnownGpus.RtxPro6000 with { ReportedMib = mib, BandwidthGbPerS = bandwidth, MemoryClass = memory, LinkGbPerS = link };

    [Fact]
    public void More_memory_never_makes_a_model_not_fit() =>
        Gen.Select(s_case, s_gpu, Gen.Int[1, 64 * 1024]).Sample((question, gpu, more) =>
        {
            FitResult small = Evaluate(question, gpu);
            FitResult large = Evaluate(question, gpu with { ReportedMib = gpu.ReportedMib + more });
            return small.Fits != true || large.Fits == true && large.Instances >= small.Instances && large.MaxKvTokens >= small.MaxKvTokens;
        }, iter: Samples);

    // A case that a property found: copies share the step to more sequences above 56 GiB.
    [Fact]
    public void More_memory_around_the_step_to_more_sequences_keeps_the_instances()
    {
        FitCase question = Ask.Case(KnownModels.Llama3_8B, KnownGpus.RtxPro6000, 4, "Q4_K_M", 4805, 8, utilization: 1);

        FitResult small = Evaluate(question, KnownGpus.RtxPro6000 with { ReportedMib = 56_529 });
        FitResult large = Evaluate(question, KnownGpus.RtxPro6000 with { ReportedMib = 56_529 + 2961 });

        large.Instances!.Value.ShouldBeGreaterThanOrEqualTo(small.Instances!.Value);
    }

    [Fact]
    public void More_memory_holds_the_longest_context_of_less() =>
        // Around the memory from which vLLM serves more sequences by default, and at the edge of fitting.
        Gen.Select(s_case, Gen.Int[40 * 1024, 90 * 1024], Gen.Int[1, 16 * 1024]).Sample((question, mib, more) =>
        {
            GpuSpec gpu = KnownGpus.RtxPro6000 with { ReportedMib = mib };
            int longest = Evaluate(question, gpu).MaxContext!.Value;
            if (longest == 0)
                return true;
            FitCase edge = question with { Context = longest };
            return Evaluate(edge, gpu).Fits != true || Evaluate(edge, gpu with { ReportedMib = mib + more }).Fits == true;
        }, iter: Samples);

    [Fact]
    public void More_bandwidth_never_slows() =>
        Gen.Select(s_case, s_gpu, Gen.Double[1, 3]).Sample((question, gpu, factor) =>
        {
            FitResult slow = Evaluate(question, gpu);
            FitResult fast = Evaluate(question, gpu with { BandwidthGbPerS = gpu.BandwidthGbPerS * factor });
            return slow.DecodeTps is null
                ? fast.DecodeTps is null
                : fast.DecodeTps!.Low >= slow.DecodeTps.Low && fast.DecodeTps.Mid >= slow.DecodeTps.Mid && fast.DecodeTps.High >= slow.DecodeTps.High;
        }, iter: Samples);

    [Fact]
    public void One_card_more_never_fits_less() =>
        Gen.Select(s_case, s_gpu).Sample((question, gpu) =>
        {
            FitResult fewer = Evaluate(question, gpu);
            FitResult more = Evaluate(question with { Count = question.Count + 1 }, gpu);
            return fewer.Fits != true || more.Fits == true && more.Instances >= fewer.Instances && more.MaxKvTokens >= fewer.MaxKvTokens;
        }, iter: Samples);

    [Fact]
    public void No_estimate_is_above_the_ceiling() =>
        Gen.Select(s_case, s_gpu).Sample((question, gpu) =>
        {
            FitResult result = Evaluate(question, gpu);
            if (result.DecodeTps is not SpeedBand band)
                return true;
            // Reckoned apart from the engine: every card reads its share of the active weights at most at full bandwidth.
            ModelSpec model = Model(question);
            double head = (double)model.VocabSize * model.HiddenSize;
            double least = (model.ActiveParams - 2 * head) * WeightFormats.Get(result.Dtype).LinearBits / 8;
            double ceiling = gpu.BandwidthGbPerS!.Value * 1e9 * question.Count / least;
            return band.Low <= band.Mid && band.Mid <= band.High && band.High <= ceiling;
        }, iter: Samples);

    [Fact]
    public void No_estimate_on_one_card_reads_faster_than_its_memory() =>
        Gen.Select(s_case, s_gpu).Sample((question, gpu) =>
        {
            FitCase one = question with { Count = 1, Dtype = "BF16", Concurrency = 1, Context = 1 };
            ModelSpec model = Model(one);
            if (model.TiedEmbeddings || Evaluate(one, gpu).DecodeTps is not SpeedBand band)
                return true;
            double bytes = 2.0 * (model.ActiveParams - (double)model.VocabSize * model.HiddenSize);
            return band.High * bytes <= gpu.BandwidthGbPerS!.Value * 1e9 * 1.000001;
        }, iter: Samples);

    [Fact]
    public void Band_is_at_most_a_quarter_to_each_side() =>
        Gen.Select(s_case, s_gpu).Sample((question, gpu) =>
            Evaluate(question, gpu).DecodeTps is not SpeedBand band
            || band.High <= 1.2501 * band.Mid && band.Low >= 0.7499 * band.Mid, iter: Samples);

    [Fact]
    public void Context_that_fits_is_within_the_most_context() =>
        Gen.Select(s_case, s_gpu).Sample((question, gpu) =>
        {
            FitResult result = Evaluate(question, gpu);
            // vLLM's blocks round down to 16 tokens.
            return result.Fits != true || result.MaxContext >= result.Context - 16;
        }, iter: Samples);

    [Fact]
    public void Streams_that_are_held_at_once_fit_and_one_more_does_not() =>
        Gen.Select(s_case, s_gpu).Sample((question, gpu) =>
        {
            // Activations depend on the context and not on the streams, so that asking for more changes nothing else.
            FitCase one = question with { Concurrency = 1, Count = 1, ExpertParallel = false };
            FitResult result = Evaluate(one, gpu);
            if (result.Fits != true || result.MaxSequences is not int most || most > 100_000)
                return true;
            return Evaluate(one with { Concurrency = most }, gpu).Fits == true && Evaluate(one with { Concurrency = most + 1 }, gpu).Fits == false;
        }, iter: Samples);

    [Fact]
    public void Same_question_gets_the_same_answer() =>
        Gen.Select(s_case, s_gpu).Sample((question, gpu) =>
            System.Text.Json.JsonSerializer.Serialize(Evaluate(question, gpu)) == System.Text.Json.JsonSerializer.Serialize(Evaluate(question, gpu)), iter: 200);

    [Fact]
    public void Mixture_reads_all_its_parameters_when_every_expert_is_chosen()
    {
        ModelShape shape = ModelShape.Of(KnownModels.Qwen3_30B_A3B);

        shape.ReadLayerParams(1).ShouldBe(KnownModels.Qwen3_30B_A3B.ActiveParams - shape.TableParams, 1);
        shape.ReadLayerParams(100_000).ShouldBe(KnownModels.Qwen3_30B_A3B.TotalParams - shape.TableParams, 1000);
    }

    private static FitResult Evaluate(FitCase question, GpuSpec gpu) => FitCalculator.Evaluate(question, Model(question), gpu);

    private static ModelSpec Model(FitCase question) => KnownModels.All.Single(model => model.Id == question.ModelId);
}
